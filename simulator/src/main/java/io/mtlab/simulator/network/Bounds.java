package io.mtlab.simulator.network;

import io.mtlab.mtproto.machine.Time;

/** Sums that never wrap around, and what a probability must be. */
public final class Bounds {
  private Bounds() {}

  /** {@code time + span}, or {@link Time#NEVER} where a long ends. */
  public static long plus(long time, long span) {
    long sum = time + span;
    return span > 0 && sum < time ? Time.NEVER : sum;
  }

  /** The same number, if it is one from 0 to 1. */
  public static double probability(double probability) {
    if (probability >= 0 && probability <= 1) {
      return probability;
    }
    throw new IllegalArgumentException("a probability must be from 0 to 1, not " + probability);
  }
}
