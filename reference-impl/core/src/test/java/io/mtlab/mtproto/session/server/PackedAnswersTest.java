package io.mtlab.mtproto.session.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.session.Gzip;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class PackedAnswersTest {
  private static final int ANSWERS = 1_000;

  private final PackedAnswers packed = new PackedAnswers();

  @Test
  void every_answer_is_what_it_is_without_memory() {
    for (int round = 0; round < 2; round++) {
      for (int number = 0; number < ANSWERS; number++) {
        Bytes answer = answer(4 * number, number);
        assertThat(packed.of(answer)).isEqualTo(Gzip.packIfSmaller(answer));
      }
    }
  }

  @Test
  void an_equal_answer_is_not_packed_again() {
    Bytes first = packed.of(answer(4_000, 1));

    assertThat(packed.of(answer(4_000, 1))).isSameAs(first);
    assertThat(packed.of(answer(4_000, 2))).isNotEqualTo(first);
  }

  @Test
  void a_long_answer_is_not_kept() {
    Bytes first = packed.of(answer(64 << 10, 1));

    assertThat(packed.of(answer(64 << 10, 1))).isEqualTo(first).isNotSameAs(first);
  }

  private static Bytes answer(int size, int filling) {
    byte[] bytes = new byte[size];
    Arrays.fill(bytes, (byte) filling);
    return Bytes.wrap(bytes);
  }
}
