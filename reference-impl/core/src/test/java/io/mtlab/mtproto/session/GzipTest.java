package io.mtlab.mtproto.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.fault.Malformed;
import io.mtlab.mtproto.fault.ProtocolException;
import io.mtlab.testing.Requirement;
import java.util.SplittableRandom;

/** Packed objects: what they may unpack to, and when packing is worth it. */
final class GzipTest {
  @Requirement("L-017")
  void l017_ten_mebibytes_are_unpacked_and_no_more() throws ProtocolException {
    assertThat(Gzip.unpack(Gzip.pack(zeros(Gzip.UNPACKED_MAX))).size())
        .isEqualTo(Gzip.UNPACKED_MAX);
    assertRefused(Gzip.pack(zeros(Gzip.UNPACKED_MAX + 4)));
    assertRefused(Gzip.pack(zeros(11 << 20)));
    assertRefused(Gzip.pack(zeros(64 << 20)));
  }

  @Requirement("L-017")
  void l017_what_is_packed_twice_is_refused() {
    assertRefused(Gzip.pack(Gzip.pack(zeros(400))));
  }

  @Requirement("L-017")
  void l017_checksum_and_length_behind_the_data_are_checked() {
    byte[] packed = Gzip.pack(zeros(400)).toArray();
    int end = packed.length;
    while (packed[end - 1] == 0) {
      end--;
    }
    // The stream ends with CRC-32 and length; both are looked at, whatever pads the string.
    for (int back = 1; back <= 6; back++) {
      byte[] broken = packed.clone();
      broken[end - back] ^= 1;
      assertRefused(Bytes.wrap(broken));
    }
  }

  @Requirement("L-018")
  void l018_only_what_gets_shorter_is_packed() {
    assertThat(Gzip.packIfSmaller(zeros(300)).size()).isLessThan(300);
    assertThat(Gzip.packIfSmaller(zeros(252)).size()).isEqualTo(252);
    byte[] random = new byte[300];
    new SplittableRandom(5).nextBytes(random);
    assertThat(Gzip.packIfSmaller(Bytes.wrap(random))).isEqualTo(Bytes.wrap(random));
  }

  private static Bytes zeros(int size) {
    return Bytes.wrap(new byte[size]);
  }

  private static void assertRefused(Bytes packed) {
    assertThatThrownBy(() -> Gzip.unpack(packed))
        .isInstanceOfSatisfying(
            ProtocolException.class, e -> assertThat(e.fault()).isEqualTo(Malformed.GZIP));
  }
}
