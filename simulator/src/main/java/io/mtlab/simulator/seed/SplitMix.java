package io.mtlab.simulator.seed;

/** SplitMix64 (Steele, Lea, Flood 2014): spreads a seed over the state of a larger generator. */
final class SplitMix {
  static final long GOLDEN = 0x9e3779b97f4a7c15L;

  private long state;

  SplitMix(long seed) {
    state = seed;
  }

  long next() {
    state += GOLDEN;
    return mix(state);
  }

  static long mix(long value) {
    long z = value;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
