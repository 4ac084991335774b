package io.mtlab.mtproto.crypto.srp;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.crypto.DhGroup;
import io.mtlab.mtproto.crypto.Sha;
import java.math.BigInteger;

/**
 * The arithmetic of SRP in one group, without a single check: {@link SrpClient} and {@link
 * SrpServer} have those. Numbers go in and come out as 256 bytes big-endian.
 */
public final class SrpNumbers {
  private final Sha sha = new Sha();
  private final BigInteger p;
  private final BigInteger g;

  /**
   * In this group.
   *
   * @param p the prime, at most 256 bytes big-endian
   */
  public SrpNumbers(Bytes p, int g) {
    this.p = new BigInteger(1, p.toArray());
    this.g = BigInteger.valueOf(g);
  }

  /** In a group that was checked. */
  public SrpNumbers(DhGroup group) {
    this(group.prime(), group.generator());
  }

  /** g^x: the verifier v of a password, or A of a secret a. */
  public byte[] power(byte[] exponent) {
    return fixed(g.modPow(number(exponent), p));
  }

  /** k = H(p + g). */
  public byte[] k() {
    return sha.sha256(fixed(p), fixed(g));
  }

  /** u = H(A + B). */
  public byte[] u(byte[] ofClient, byte[] ofServer) {
    return sha.sha256(fixed(number(ofClient)), fixed(number(ofServer)));
  }

  /** B = k v + g^b. */
  public byte[] serversValue(byte[] verifier, byte[] b) {
    BigInteger masked = number(k()).multiply(number(verifier));
    return fixed(masked.add(g.modPow(number(b), p)).mod(p));
  }

  /** The client's S = (B - k v)^(a + u x), where B - k v is made non-negative. */
  public byte[] clientsSecret(byte[] ofServer, byte[] a, byte[] x, byte[] u) {
    BigInteger secret = number(x);
    BigInteger verifier = g.modPow(secret, p);
    BigInteger t = number(ofServer).subtract(number(k()).multiply(verifier)).mod(p);
    return fixed(t.modPow(number(a).add(number(u).multiply(secret)), p));
  }

  /** The server's S = (A v^u)^b. */
  public byte[] serversSecret(byte[] ofClient, byte[] verifier, byte[] b, byte[] u) {
    BigInteger base = number(ofClient).multiply(number(verifier).modPow(number(u), p)).mod(p);
    return fixed(base.modPow(number(b), p));
  }

  /** K = H(S). */
  public byte[] key(byte[] secret) {
    return sha.sha256(secret);
  }

  /** M1 = H((H(p) xor H(g)) + H(salt1) + H(salt2) + A + B + K). */
  public byte[] proof(Bytes salt1, Bytes salt2, byte[] ofClient, byte[] ofServer, byte[] key) {
    byte[] group = sha.sha256(fixed(p));
    byte[] generator = sha.sha256(fixed(g));
    for (int i = 0; i < group.length; i++) {
      group[i] ^= generator[i];
    }
    return sha.sha256(
        group,
        sha.sha256(salt1.toArray()),
        sha.sha256(salt2.toArray()),
        fixed(number(ofClient)),
        fixed(number(ofServer)),
        key);
  }

  BigInteger p() {
    return p;
  }

  private static BigInteger number(byte[] value) {
    return new BigInteger(1, value);
  }

  private static byte[] fixed(BigInteger value) {
    byte[] minimal = value.toByteArray();
    byte[] fixed = new byte[DhGroup.SIZE];
    int size = Math.min(minimal.length, DhGroup.SIZE);
    System.arraycopy(minimal, minimal.length - size, fixed, DhGroup.SIZE - size, size);
    return fixed;
  }
}
