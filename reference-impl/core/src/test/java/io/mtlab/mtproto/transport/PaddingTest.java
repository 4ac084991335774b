package io.mtlab.mtproto.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.crypto.Direction;
import io.mtlab.testing.Requirement;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;

class PaddingTest {
  private static final int HEADER_BYTES = 4;

  private final Random random = new Random(5);
  private final Bytes message = Streams.message(40, random);

  @Requirement("T-009")
  void t009_all_lengths_from_0_to_15_occur_and_no_content_twice() {
    var contents = new TreeMap<Integer, TreeSet<String>>();
    int longest = 0;
    for (int i = 0; i < 1_000; i++) {
      Bytes padding = padding(Padding.UP_TO_15);
      contents.computeIfAbsent(padding.size(), _ -> new TreeSet<>()).add(padding.toHex());
      longest += padding.size() == 15 ? 1 : 0;
    }
    assertThat(contents).hasSize(16);
    assertThat(contents.firstKey()).isZero();
    assertThat(contents.lastKey()).isEqualTo(15);
    assertThat(contents.lastEntry().getValue()).hasSize(longest);
  }

  @Requirement("T-009")
  void t009_for_clients_that_strip_no_more_it_is_at_most_3() {
    for (int i = 0; i < 1_000; i++) {
      assertThat(padding(Padding.UP_TO_3).size()).isLessThanOrEqualTo(3);
    }
  }

  private Bytes padding(Padding policy) {
    Bytes unit =
        new PaddedCodec(policy, Pair.chance(random)).encode(message, false, Direction.TO_SERVER);
    assertThat(unit.int32(0)).isEqualTo(unit.size() - HEADER_BYTES);
    return unit.from(HEADER_BYTES + message.size());
  }
}
