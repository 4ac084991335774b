package io.mtlab.mtproto.crypto;

import io.mtlab.mtproto.bytes.Bytes;
import java.math.BigInteger;
import java.util.HexFormat;

/**
 * The public half of a server's RSA key, which authenticates the server in a key exchange: only its
 * owner can read what is encrypted to it (auth_key#dh-exchange-initiation).
 *
 * @param n the modulus; 2,048 bits for {@link RsaPad}
 * @param e the public exponent, odd
 */
public record RsaPublicKey(BigInteger n, BigInteger e) {
  /** The size of the modulus in bytes that a key exchange needs. */
  public static final int SIZE = 256;

  /** The smallest and largest modulus in bits that is read at all. */
  private static final int BITS_MIN = 512;

  private static final int BITS_MAX = 8192;

  /** Checks the sizes. */
  public RsaPublicKey {
    if (n.signum() < 0 || n.bitLength() < BITS_MIN || n.bitLength() > BITS_MAX) {
      throw new IllegalArgumentException("an RSA modulus of " + n.bitLength() + " bits");
    }
    if (e.compareTo(BigInteger.ONE) <= 0 || !e.testBit(0) || e.compareTo(n) >= 0) {
      throw new IllegalArgumentException("an RSA exponent that is even, too small or too large");
    }
  }

  /** A key of the usual exponent, 65,537. */
  public static RsaPublicKey ofModulus(String hex) {
    return new RsaPublicKey(new BigInteger(hex, 16), BigInteger.valueOf(65_537));
  }

  /**
   * Reads a key in PEM: PKCS#1 ({@code RSA PUBLIC KEY}) or SubjectPublicKeyInfo ({@code PUBLIC
   * KEY}).
   *
   * @throws IllegalArgumentException if the text is neither
   */
  public static RsaPublicKey fromPem(String pem) {
    return Pem.publicKey(pem);
  }

  /** This key in PEM, as PKCS#1: the form in which server keys are published. */
  public String toPem() {
    return Pem.pkcs1(this);
  }

  /** This key in PEM, as SubjectPublicKeyInfo. */
  public String toSpkiPem() {
    return Pem.subjectPublicKeyInfo(this);
  }

  /**
   * What names the key on the wire: the last 8 bytes of SHA-1 over n and e as TL strings, without
   * leading zeros, read little-endian.
   */
  public long fingerprint() {
    return Words.int64(new Sha().sha1(tlString(n), tlString(e)), 12);
  }

  /**
   * value^e mod n, without any padding.
   *
   * @param value big-endian, below n
   * @return as many bytes as n has, big-endian, leading zeros kept
   * @throws IllegalArgumentException if the value is not below n
   */
  public byte[] apply(byte[] value) {
    BigInteger number = new BigInteger(1, value);
    if (number.compareTo(n) >= 0) {
      throw new IllegalArgumentException("a value that is not below the modulus");
    }
    return fixed(number.modPow(e, n), (n.bitLength() + 7) / 8);
  }

  /** Whether a big-endian value is below n. */
  boolean holds(byte[] value) {
    return new BigInteger(1, value).compareTo(n) < 0;
  }

  /** Throws unless the modulus has 256 bytes, so that every padded value has 256 as well. */
  void demandExchangeSize() {
    if (n.bitLength() != SIZE * 8) {
      throw new IllegalArgumentException("a key exchange needs 2,048 bits, not " + n.bitLength());
    }
  }

  /** A number as exactly {@code size} bytes. */
  static byte[] fixed(BigInteger value, int size) {
    byte[] minimal = unsigned(value);
    byte[] fixed = new byte[size];
    System.arraycopy(minimal, 0, fixed, size - minimal.length, minimal.length);
    return fixed;
  }

  private static byte[] unsigned(BigInteger value) {
    byte[] signed = value.toByteArray();
    return signed[0] == 0 ? Bytes.wrap(signed).from(1).toArray() : signed;
  }

  /** Only the two forms of a TL string that numbers of a key need: crypto does not know tl. */
  private static byte[] tlString(BigInteger value) {
    byte[] content = unsigned(value);
    int head = content.length < 254 ? 1 : 4;
    byte[] string = new byte[(head + content.length + 3) & -4];
    if (head == 1) {
      string[0] = (byte) content.length;
    } else {
      string[0] = (byte) 254;
      string[1] = (byte) content.length;
      string[2] = (byte) (content.length >>> 8);
      string[3] = (byte) (content.length >>> 16);
    }
    System.arraycopy(content, 0, string, head, content.length);
    return string;
  }

  /** The fingerprint only. */
  @Override
  public String toString() {
    return "RsaPublicKey[" + HexFormat.of().toHexDigits(fingerprint()) + "]";
  }
}
