package io.mtlab.simulator.seed;

/**
 * One seed, from which each name gets a stream of its own.
 *
 * @param seed the run's seed; any number
 */
public record Seeds(long seed) {
  private static final long FNV_START = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  /** A new stream that begins at this name's beginning: the same at each call. */
  public Chance chance(String name) {
    return new Chance(streamSeed(name));
  }

  /** The same stream as random bytes for a machine. */
  public SeededEntropy entropy(String name) {
    return new SeededEntropy(chance(name));
  }

  /** The seeds for something that has streams by name itself, such as one of many worlds. */
  public Seeds below(String name) {
    return new Seeds(streamSeed(name));
  }

  private long streamSeed(String name) {
    long hash = FNV_START;
    for (int i = 0; i < name.length(); i++) {
      hash = (hash ^ name.charAt(i)) * FNV_PRIME;
    }
    return SplitMix.mix(SplitMix.mix(seed + SplitMix.GOLDEN) ^ SplitMix.mix(hash));
  }
}
