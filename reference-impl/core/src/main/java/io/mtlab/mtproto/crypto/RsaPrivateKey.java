package io.mtlab.mtproto.crypto;

import java.math.BigInteger;

/**
 * A server's RSA key with its secret half. Powers are computed modulo each prime and joined
 * (Chinese remainders), which takes about a third of the time.
 */
public final class RsaPrivateKey {
  private static final BigInteger USUAL_EXPONENT = BigInteger.valueOf(65_537);

  /** Miller-Rabin rounds for a new prime of 1,024 bits. */
  private static final int PRIME_ROUNDS = 16;

  /** Bases tried to find the primes from both exponents; each fails with probability 1/2. */
  private static final int BASES_MAX = 128;

  private final RsaPublicKey publicKey;
  private final BigInteger d;
  private final BigInteger p;
  private final BigInteger q;
  private final BigInteger exponentP;
  private final BigInteger exponentQ;
  private final BigInteger inverseQ;

  private RsaPrivateKey(RsaPublicKey publicKey, BigInteger d, BigInteger p, BigInteger q) {
    if (!p.multiply(q).equals(publicKey.n()) || p.equals(BigInteger.ONE) || p.equals(q)) {
      throw new IllegalArgumentException("these are not the primes of the modulus");
    }
    this.publicKey = publicKey;
    this.d = d;
    this.p = p;
    this.q = q;
    this.exponentP = d.mod(p.subtract(BigInteger.ONE));
    this.exponentQ = d.mod(q.subtract(BigInteger.ONE));
    this.inverseQ = q.modInverse(p);
  }

  /**
   * A key of its public half, its secret exponent and its primes, as files hold them.
   *
   * @throws IllegalArgumentException if the numbers do not belong together
   */
  public static RsaPrivateKey of(RsaPublicKey publicKey, BigInteger d, BigInteger p, BigInteger q) {
    RsaPrivateKey key = new RsaPrivateKey(publicKey, d, p, q);
    byte[] two = {2};
    if (new BigInteger(1, key.apply(publicKey.apply(two))).intValue() != 2) {
      throw new IllegalArgumentException("the exponents do not belong together");
    }
    return key;
  }

  /**
   * A key of which only the exponents are known; they give its primes.
   *
   * @throws IllegalArgumentException if the exponents do not belong together
   */
  public static RsaPrivateKey of(RsaPublicKey publicKey, BigInteger d) {
    BigInteger n = publicKey.n();
    BigInteger multiple = publicKey.e().multiply(d).subtract(BigInteger.ONE);
    if (multiple.signum() <= 0) {
      throw new IllegalArgumentException("a secret exponent that is too small");
    }
    int twos = multiple.getLowestSetBit();
    BigInteger odd = multiple.shiftRight(twos);
    for (int base = 2; base < BASES_MAX; base++) {
      BigInteger root = BigInteger.valueOf(base).modPow(odd, n);
      for (int i = 0; i < twos && !root.equals(BigInteger.ONE); i++) {
        BigInteger square = root.multiply(root).mod(n);
        BigInteger divisor = root.subtract(BigInteger.ONE).gcd(n);
        if (square.equals(BigInteger.ONE) && !divisor.equals(BigInteger.ONE)) {
          return of(publicKey, d, divisor.max(n.divide(divisor)), divisor.min(n.divide(divisor)));
        }
        root = square;
      }
    }
    throw new IllegalArgumentException("the exponents do not belong together");
  }

  /** A new key of 2,048 bits. The same entropy makes the same key. */
  public static RsaPrivateKey generate(Entropy entropy) {
    BigInteger p = prime(entropy);
    BigInteger q = prime(entropy);
    while (q.equals(p)) {
      q = prime(entropy);
    }
    BigInteger order = p.subtract(BigInteger.ONE).multiply(q.subtract(BigInteger.ONE));
    RsaPublicKey publicKey = new RsaPublicKey(p.multiply(q), USUAL_EXPONENT);
    return new RsaPrivateKey(publicKey, USUAL_EXPONENT.modInverse(order), p.max(q), p.min(q));
  }

  /**
   * Reads a key in PEM: PKCS#1 ({@code RSA PRIVATE KEY}) or PKCS#8 ({@code PRIVATE KEY}), not
   * encrypted.
   *
   * @throws IllegalArgumentException if the text is neither
   */
  public static RsaPrivateKey fromPem(String pem) {
    return Pem.privateKey(pem);
  }

  /** This key in PEM, as PKCS#8. Secret: for a file that only its owner may read. */
  public String toPem() {
    return Pem.pkcs8(this);
  }

  /** This key in PEM, as PKCS#1. Secret. */
  public String toPkcs1Pem() {
    return Pem.pkcs1(this);
  }

  /** The half that everybody may know. */
  public RsaPublicKey publicKey() {
    return publicKey;
  }

  /**
   * value^d mod n, without any padding.
   *
   * @param value big-endian, below n
   * @return as many bytes as n has, big-endian
   * @throws IllegalArgumentException if the value is not below n
   */
  public byte[] apply(byte[] value) {
    if (!publicKey.holds(value)) {
      throw new IllegalArgumentException("a value that is not below the modulus");
    }
    BigInteger number = new BigInteger(1, value);
    BigInteger modP = number.mod(p).modPow(exponentP, p);
    BigInteger modQ = number.mod(q).modPow(exponentQ, q);
    BigInteger joined = modP.subtract(modQ).multiply(inverseQ).mod(p).multiply(q).add(modQ);
    return RsaPublicKey.fixed(joined, (publicKey.n().bitLength() + 7) / 8);
  }

  BigInteger d() {
    return d;
  }

  BigInteger p() {
    return p;
  }

  BigInteger q() {
    return q;
  }

  BigInteger exponentP() {
    return exponentP;
  }

  BigInteger exponentQ() {
    return exponentQ;
  }

  BigInteger inverseQ() {
    return inverseQ;
  }

  private static BigInteger prime(Entropy entropy) {
    BigInteger prime = Primes.random(RsaPublicKey.SIZE * 4, PRIME_ROUNDS, entropy);
    while (prime.mod(USUAL_EXPONENT).equals(BigInteger.ONE)) {
      prime = Primes.random(RsaPublicKey.SIZE * 4, PRIME_ROUNDS, entropy);
    }
    return prime;
  }

  /** The public half's fingerprint only. */
  @Override
  public String toString() {
    return "RsaPrivateKey[" + publicKey + "]";
  }
}
