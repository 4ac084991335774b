package io.mtlab.simulator.seed;

/**
 * A stream of chance: xoshiro256** (Blackman and Vigna 2018), whose state a SplitMix64 fills. The
 * same on every machine and JDK. One thread uses it.
 */
public final class Chance {
  private static final double UNIT = 0x1.0p-53;

  private long s0;
  private long s1;
  private long s2;
  private long s3;

  /** The stream of this seed. {@link Seeds} gives streams by name. */
  Chance(long seed) {
    SplitMix split = new SplitMix(seed);
    s0 = split.next();
    s1 = split.next();
    s2 = split.next();
    s3 = split.next();
  }

  /** 64 random bits. */
  public long nextLong() {
    long drawn = Long.rotateLeft(s1 * 5, 7) * 9;
    long shifted = s1 << 17;
    s2 ^= s0;
    s3 ^= s1;
    s1 ^= s2;
    s0 ^= s3;
    s2 ^= shifted;
    s3 = Long.rotateLeft(s3, 45);
    return drawn;
  }

  /** Uniform from 0 up to and without 1. */
  public double nextDouble() {
    return (nextLong() >>> 11) * UNIT;
  }

  /**
   * Uniform from 0 up to and without {@code bound}; the error of the multiplication is below
   * bound/2^64.
   *
   * @param bound positive
   */
  public long nextLong(long bound) {
    if (bound <= 0) {
      throw new IllegalArgumentException("bound " + bound);
    }
    return Math.unsignedMultiplyHigh(nextLong(), bound);
  }
}
