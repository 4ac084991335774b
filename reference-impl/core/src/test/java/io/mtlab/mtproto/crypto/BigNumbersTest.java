package io.mtlab.mtproto.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.fault.ProtocolException;
import io.mtlab.testing.Requirement;
import java.util.Arrays;
import java.util.SplittableRandom;

/** How big numbers stand in strings. */
final class BigNumbersTest {
  private final SplittableRandom random = new SplittableRandom(9);

  @Requirement("L-020")
  void l020_small_numbers_have_no_leading_zeros_and_are_read_with_them() throws ProtocolException {
    Pq pq = Pq.factor(Bytes.fromHex("17ed48941a08f981"));
    assertThat(pq.pBytes().toHex()).isEqualTo("494c553b");
    assertThat(pq.qBytes().toHex()).isEqualTo("53911073");
    assertThat(pq.productBytes().toHex()).isEqualTo("17ed48941a08f981");
    Pq small = Pq.factor(Bytes.fromHex("000000000000000f"));
    assertThat(small.productBytes().toHex()).isEqualTo("0f");
    assertThat(small.pBytes().toHex()).isEqualTo("03");
  }

  @Requirement("L-020")
  void l020_public_values_have_256_bytes_and_are_read_by_value() throws ProtocolException {
    DhGroup group = DhGroup.WELL_KNOWN;
    byte[] exponent = new byte[DhGroup.SIZE];
    byte[] value;
    do {
      random.nextBytes(exponent);
      value = group.publicValue(exponent);
      assertThat(value).hasSize(DhGroup.SIZE);
    } while (value[0] != 0);
    byte[] other = new byte[DhGroup.SIZE];
    random.nextBytes(other);
    byte[] key = group.sharedKey(value, other);
    assertThat(key).hasSize(DhGroup.SIZE);

    byte[] stripped = Arrays.copyOfRange(value, 1, value.length);
    byte[] longer = new byte[DhGroup.SIZE + 1];
    System.arraycopy(value, 0, longer, 1, value.length);
    assertThat(group.sharedKey(stripped, other)).isEqualTo(key);
    assertThat(group.sharedKey(longer, other)).isEqualTo(key);
    longer[0] = 1;
    assertThat(group.inRange(longer)).isFalse();
  }
}
