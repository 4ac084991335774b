package io.mtlab.simulator.network;

/**
 * Chance without a state: a draw is a pure function of the seed and of what it is about, so that a
 * decision about one frame never depends on how many were drawn before it, on another connection or
 * on a thread's turn.
 */
public record Dice(long seed) {
  private static final long GOLDEN = 0x9e3779b97f4a7c15L;
  private static final long FNV_START = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;
  private static final double UNIT = 0x1.0p-53;

  /** A number from 0 up to and without 1, uniform, for the {@code index}-th unit. */
  public static double draw(long seed, PassageId id, Stream stream, String fault, long index) {
    return new Dice(seed).die(id, stream, fault).at(index);
  }

  /** The draws of one fault in one direction of one connection, with the names hashed once. */
  public Die die(PassageId id, Stream stream, String fault) {
    long key = mix(seed + GOLDEN);
    key = mix(key ^ hash(id.link()));
    key = mix(key + GOLDEN * (id.node() + 1L));
    key = mix(key + GOLDEN * (id.connection() + 1L));
    key = mix(key + (stream == Stream.UPSTREAM ? GOLDEN : -GOLDEN));
    return new Die(mix(key ^ hash(fault)));
  }

  /** What {@link #die} made: one number for each index. */
  public record Die(long key) {
    /** A number from 0 up to and without 1. */
    public double at(long index) {
      return (mix(mix(key + GOLDEN * (index + 1))) >>> 11) * UNIT;
    }

    /** Other draws about the same units, which tell nothing about these. */
    public Die other(int which) {
      return new Die(mix(key + GOLDEN * ~(long) which));
    }

    /** Whether the {@code index}-th unit is hit by something of this probability. */
    public boolean hits(long index, double probability) {
      return at(index) < probability;
    }
  }

  /** FNV-1a over the UTF-16 units: {@link String#hashCode} has 32 bits only. */
  private static long hash(String text) {
    long hash = FNV_START;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * FNV_PRIME;
    }
    return mix(hash);
  }

  /** The finalizer of SplitMix64 (Steele, Lea, Flood 2014). */
  private static long mix(long value) {
    long z = value;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
