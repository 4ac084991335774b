package io.mtlab.mtproto.crypto;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.fault.PeerMisbehaved;
import io.mtlab.mtproto.fault.ProtocolException;

/**
 * The two primes of the server's pq, the proof of work at the start of a key exchange
 * (auth_key#dh-exchange-initiation).
 *
 * @param p the smaller prime
 * @param q the larger one; p times q is below 2^63
 */
public record Pq(long p, long q) {
  /** The most bytes of a pq. */
  public static final int SIZE_MAX = 8;

  /** The most steps of the factoring: about fifty times what the hardest number needs. */
  private static final int STEPS_MAX = 1 << 22;

  /** How many steps go into one product before its common divisor is looked at. */
  private static final int BATCH = 128;

  /** Trial division finds the factors below this bound; the random walk needs larger ones. */
  private static final int SMALL_MAX = 1000;

  /** As bases of Miller-Rabin these prove every number below 2^64. */
  private static final int[] PROVING_BASES = {2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37};

  /**
   * Factors the pq of a server. Takes at most tens of milliseconds, whatever the number is, and the
   * same steps each time.
   *
   * @param pq at most 8 bytes, big-endian
   * @throws ProtocolException with {@code PQ} unless it is the product of two different primes
   *     below 2^63
   */
  public static Pq factor(Bytes pq) throws ProtocolException {
    if (pq.size() > SIZE_MAX) {
      throw new ProtocolException(PeerMisbehaved.PQ);
    }
    long n = 0;
    for (int i = 0; i < pq.size(); i++) {
      n = (n << 8) | (pq.at(i) & 0xff);
    }
    return factor(n);
  }

  /** The same for a number. */
  public static Pq factor(long n) throws ProtocolException {
    if (n < 6 || isPrime(n)) {
      throw new ProtocolException(PeerMisbehaved.PQ);
    }
    long divisor = divisorOf(n);
    long p = Math.min(divisor, n / divisor);
    long q = n / p;
    if (p == 1 || p == q || !isPrime(p) || !isPrime(q)) {
      throw new ProtocolException(PeerMisbehaved.PQ);
    }
    return new Pq(p, q);
  }

  /** Two different primes of 31 bits, as a server draws them for each exchange. */
  public static Pq draw(Entropy entropy) {
    long first = drawPrime(entropy, 0);
    long second = drawPrime(entropy, first);
    return new Pq(Math.min(first, second), Math.max(first, second));
  }

  /** p times q. */
  public long product() {
    return p * q;
  }

  /** p times q as it travels: big-endian, without leading zeros. */
  public Bytes productBytes() {
    return shortest(product());
  }

  /** p as it travels. */
  public Bytes pBytes() {
    return shortest(p);
  }

  /** q as it travels. */
  public Bytes qBytes() {
    return shortest(q);
  }

  /** Whether {@code n}, at least 2 and below 2^63, is a prime: a proof, not a guess. */
  static boolean isPrime(long n) {
    for (int base : PROVING_BASES) {
      if (n % base == 0) {
        return n == base;
      }
    }
    if (n < 37 * 37) {
      return n > 1;
    }
    Montgomery mod = new Montgomery(n);
    for (int base : PROVING_BASES) {
      if (!mod.passes(base)) {
        return false;
      }
    }
    return true;
  }

  private static long drawPrime(Entropy entropy, long taken) {
    // About one odd number in eleven of this size is a prime. The candidates count up, so that this
    // ends with any source.
    long candidate = (entropy.nextInt() & 0x3fff_ffff) | 0x4000_0001;
    while (candidate == taken || !isPrime(candidate)) {
      candidate += 2;
    }
    return candidate;
  }

  private static long divisorOf(long n) throws ProtocolException {
    for (int small = 2; small < SMALL_MAX; small++) {
      if (n % small == 0) {
        return small;
      }
    }
    Montgomery mod = new Montgomery(n);
    int steps = 0;
    for (long constant = 1; steps < STEPS_MAX; constant++) {
      Walk walk = new Walk(mod, constant, STEPS_MAX - steps);
      long divisor = walk.divisor();
      if (divisor != n) {
        return divisor;
      }
      steps += walk.steps;
    }
    throw new ProtocolException(PeerMisbehaved.PQ);
  }

  private static Bytes shortest(long value) {
    int size = Math.max(1, (Long.SIZE - Long.numberOfLeadingZeros(value) + 7) / 8);
    byte[] bytes = new byte[size];
    for (int i = 0; i < size; i++) {
      bytes[size - 1 - i] = (byte) (value >>> (8 * i));
    }
    return Bytes.wrap(bytes);
  }

  /** Pollard's rho with Brent's cycle finding: x := x^2 + constant. */
  private static final class Walk {
    private final Montgomery mod;
    private final long constant;
    private final int stepsMax;
    private long x = 2;
    private int steps;

    Walk(Montgomery mod, long constant, int stepsMax) {
      this.mod = mod;
      this.constant = constant;
      this.stepsMax = stepsMax;
    }

    /** A divisor above 1; n itself if this constant leads nowhere, or the steps are used up. */
    long divisor() {
      for (int reach = 1; steps < stepsMax; reach *= 2) {
        long anchor = x;
        for (int done = 0; done < reach; done += BATCH) {
          long divisor = batch(anchor, Math.min(BATCH, reach - done));
          if (divisor != 1) {
            return divisor;
          }
        }
      }
      return mod.n;
    }

    private long batch(long anchor, int size) {
      long start = x;
      long product = mod.one;
      for (int i = 0; i < size; i++) {
        step();
        product = mod.multiply(product, Math.abs(x - anchor));
      }
      long divisor = gcd(product, mod.n);
      if (divisor != mod.n) {
        return divisor;
      }
      // Both factors fell into one batch: the same steps again, one by one.
      x = start;
      long single = 1;
      for (int i = 0; i < size && single == 1; i++) {
        step();
        single = gcd(Math.abs(x - anchor), mod.n);
      }
      return single;
    }

    private void step() {
      long square = mod.multiply(x, x);
      x = square >= mod.n - constant ? square - (mod.n - constant) : square + constant;
      steps++;
    }

    private static long gcd(long a, long b) {
      long left = a;
      long right = b;
      while (left != 0) {
        long rest = right % left;
        right = left;
        left = rest;
      }
      return right;
    }
  }

  /** Multiplication modulo an odd number below 2^63, without division. */
  private static final class Montgomery {
    private final long n;
    private final long minusInverse;
    private final long one;

    Montgomery(long n) {
      this.n = n;
      long inverse = n;
      // Each round doubles the number of right bits; n itself is right in three.
      for (int bits = 3; bits < Long.SIZE; bits *= 2) {
        inverse *= 2 - n * inverse;
      }
      this.minusInverse = -inverse;
      this.one = Long.remainderUnsigned(-n, n);
    }

    /** a * b / 2^64 modulo n. */
    long multiply(long a, long b) {
      long high = Math.multiplyHigh(a, b);
      long low = a * b;
      long carry = Math.unsignedMultiplyHigh(low * minusInverse, n) + (low == 0 ? 0 : 1);
      long sum = high + carry;
      return Long.compareUnsigned(sum, n) >= 0 ? sum - n : sum;
    }

    boolean passes(long base) {
      long odd = (n - 1) >>> Long.numberOfTrailingZeros(n - 1);
      long power = power(toForm(base), odd);
      long minusOne = n - one;
      if (power == one || power == minusOne) {
        return true;
      }
      for (long e = odd; e != (n - 1) >>> 1; e <<= 1) {
        power = multiply(power, power);
        if (power == minusOne) {
          return true;
        }
      }
      return false;
    }

    private long power(long base, long exponent) {
      long result = one;
      for (int bit = Long.SIZE - 1; bit >= 0; bit--) {
        result = multiply(result, result);
        if ((exponent >>> bit & 1) == 1) {
          result = multiply(result, base);
        }
      }
      return result;
    }

    /** base * 2^64 modulo n, by adding {@link #one} as often as the small base says. */
    private long toForm(long base) {
      long form = 0;
      for (long i = 0; i < base; i++) {
        form = form >= n - one ? form - (n - one) : form + one;
      }
      return form;
    }
  }
}
