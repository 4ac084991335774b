package io.mtlab.mtproto.crypto;

import java.math.BigInteger;

/**
 * Probable primes with Miller-Rabin rounds of our own. The platform's test draws its bases from a
 * hidden source and does two rounds at this size; here the caller gives number of rounds and
 * entropy, so that a prime made to pass fixed bases does not pass, and a seed repeats a run.
 */
final class Primes {
  /** Trial division by all primes below this bound comes first. */
  private static final int SMALL_MAX = 1000;

  /** Of 2,048-bit candidates about one in 355 odd ones is a prime: this many never fail. */
  private static final int CANDIDATES_MAX = 100_000;

  private static final BigInteger TWO = BigInteger.TWO;
  private static final BigInteger THREE = BigInteger.valueOf(3);

  private Primes() {}

  /** Whether {@code rounds} random bases all say that {@code n} is a prime. */
  static boolean isProbablePrime(BigInteger n, int rounds, Entropy entropy) {
    if (n.compareTo(TWO) < 0) {
      return false;
    }
    for (int small = 2; small < SMALL_MAX; small += small == 2 ? 1 : 2) {
      BigInteger divisor = BigInteger.valueOf(small);
      if (n.mod(divisor).signum() == 0) {
        return n.equals(divisor);
      }
    }
    for (int round = 0; round < rounds; round++) {
      if (!passes(n, base(n, entropy))) {
        return false;
      }
    }
    return true;
  }

  /** A random probable prime of exactly {@code bits} bits, its two highest bits set. */
  static BigInteger random(int bits, int rounds, Entropy entropy) {
    for (int candidates = 0; candidates < CANDIDATES_MAX; candidates++) {
      BigInteger candidate =
          new BigInteger(1, entropy.bytes((bits + 7) / 8))
              .mod(BigInteger.ONE.shiftLeft(bits))
              .setBit(bits - 1)
              .setBit(bits - 2)
              .setBit(0);
      if (isProbablePrime(candidate, rounds, entropy)) {
        return candidate;
      }
    }
    throw new IllegalStateException("the entropy gives no primes");
  }

  /** Between 2 and n - 2; 64 more bits than n has make the remainder even enough. */
  private static BigInteger base(BigInteger n, Entropy entropy) {
    BigInteger drawn = new BigInteger(1, entropy.bytes(n.bitLength() / 8 + 8));
    return drawn.mod(n.subtract(THREE)).add(TWO);
  }

  /** One round: whether {@code n} is a strong probable prime to this base. */
  static boolean passes(BigInteger n, BigInteger base) {
    BigInteger last = n.subtract(BigInteger.ONE);
    int twos = last.getLowestSetBit();
    BigInteger power = base.modPow(last.shiftRight(twos), n);
    if (power.equals(BigInteger.ONE) || power.equals(last)) {
      return true;
    }
    for (int i = 1; i < twos; i++) {
      power = power.multiply(power).mod(n);
      if (power.equals(last)) {
        return true;
      }
    }
    return false;
  }
}
