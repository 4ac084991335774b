package io.mtlab.mtproto.crypto;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.fault.PeerMisbehaved;
import io.mtlab.mtproto.fault.ProtocolException;
import java.math.BigInteger;

/**
 * A Diffie-Hellman group whose prime and generator have passed the checks: only {@link DhGroups}
 * makes one.
 *
 * @see <a
 *     href="https://core.telegram.org/mtproto/security_guidelines#dh-parameter-validation">security
 *     guidelines</a>
 */
public final class DhGroup {
  /** The size of the prime in bits. */
  public static final int BITS = 2048;

  /** The size of the prime, of exponents, public values and keys in bytes. */
  public static final int SIZE = BITS / 8;

  /** The prime that the production servers have used for years, with generator 3. */
  public static final DhGroup WELL_KNOWN =
      new DhGroup(
          new BigInteger(
              "c71caeb9c6b1c9048e6c522f70f13f73980d40238e3e21c14934d037563d930f"
                  + "48198a0aa7c14058229493d22530f4dbfa336f6e0ac925139543aed44cce7c37"
                  + "20fd51f69458705ac68cd4fe6b6b13abdc9746512969328454f18faf8c595f64"
                  + "2477fe96bb2a941d5bcd1d4ac8cc49880708fa9b378e3c4f3a9060bee67cf9a4"
                  + "a4a695811051907e162753b56b0f6b410dba74d8a84b2a14b3144e0ef1284754"
                  + "fd17ed950d5965b4b9dd46582db1178d169c6bc465b0d6ff9ca3928fef5b9ae4"
                  + "e418fc15e83ebea0f87fa9ff5eed70050ded2849f47bf959d956850ce929851f"
                  + "0d8115f635b105ee2e4e15d04b2454bf6f4fadf034b10403119cd8e3b92fcc5b",
              16),
          3);

  /** How far public values keep from zero and from the prime: 2^(2048-64). */
  private static final BigInteger MARGIN = BigInteger.ONE.shiftLeft(BITS - 64);

  private final BigInteger p;
  private final BigInteger g;

  DhGroup(BigInteger p, int g) {
    this.p = p;
    this.g = BigInteger.valueOf(g);
  }

  /** The prime, 256 bytes big-endian: dh_prime. */
  public Bytes prime() {
    return Bytes.wrap(fixed(p));
  }

  /** The generator, 2 to 7. */
  public int generator() {
    return g.intValueExact();
  }

  /**
   * g to the power of a secret exponent of 256 random bytes: g_a or g_b. A sender checks with
   * {@link #inRange} and draws anew in the rare case that it is not.
   *
   * @return 256 bytes big-endian
   */
  public byte[] publicValue(byte[] exponent) {
    return fixed(g.modPow(new BigInteger(1, exponent), p));
  }

  /** Whether 2^1984 &lt;= value &lt;= p - 2^1984. */
  public boolean inRange(byte[] value) {
    // One byte more than the prime has can only be a leading zero; longer values are not looked at.
    if (value.length > SIZE + 1) {
      return false;
    }
    BigInteger y = new BigInteger(1, value);
    return y.compareTo(MARGIN) >= 0 && y.compareTo(p.subtract(MARGIN)) <= 0;
  }

  /**
   * Checks a public value of the peer (security_guidelines#g-a-and-g-b-validation).
   *
   * @throws ProtocolException with {@code DH_PUBLIC_VALUE} if it is out of range
   */
  public void check(byte[] value) throws ProtocolException {
    if (!inRange(value)) {
      throw new ProtocolException(PeerMisbehaved.DH_PUBLIC_VALUE);
    }
  }

  /**
   * The shared key: the peer's public value to the power of our exponent.
   *
   * @return 256 bytes big-endian, leading zeros included
   * @throws ProtocolException with {@code DH_PUBLIC_VALUE} if the peer's value is out of range
   */
  public byte[] sharedKey(byte[] peersValue, byte[] exponent) throws ProtocolException {
    check(peersValue);
    return fixed(new BigInteger(1, peersValue).modPow(new BigInteger(1, exponent), p));
  }

  /**
   * Whether g is 2 to 7 and, by quadratic reciprocity, generates the subgroup of order (p - 1)/2.
   */
  public static boolean generatorFits(BigInteger p, int g) {
    return switch (g) {
      case 2 -> remainder(p, 8) == 7;
      case 3 -> remainder(p, 3) == 2;
      case 4 -> true;
      case 5 -> remainder(p, 5) == 1 || remainder(p, 5) == 4;
      case 6 -> remainder(p, 24) == 19 || remainder(p, 24) == 23;
      case 7 -> remainder(p, 7) == 3 || remainder(p, 7) == 5 || remainder(p, 7) == 6;
      default -> false;
    };
  }

  BigInteger p() {
    return p;
  }

  BigInteger g() {
    return g;
  }

  /** A number below 2^2048 as 256 bytes big-endian. */
  static byte[] fixed(BigInteger value) {
    byte[] minimal = value.toByteArray();
    byte[] fixed = new byte[SIZE];
    int sign = minimal.length > SIZE ? 1 : 0;
    System.arraycopy(minimal, sign, fixed, SIZE - (minimal.length - sign), minimal.length - sign);
    return fixed;
  }

  private static int remainder(BigInteger p, int divisor) {
    return p.mod(BigInteger.valueOf(divisor)).intValue();
  }

  @Override
  public String toString() {
    return "DhGroup[g=" + g + "]";
  }
}
