package io.mtlab.simulator.network.frame;

import io.mtlab.simulator.network.Bounds;

/**
 * How many frames a fault is for.
 *
 * @param probability of each frame, from 0 to 1
 * @param correlation from 0 to 1: how much each frame's fate is like that of the one before.
 *     Between neighbours it is the correlation coefficient; between frames {@code n} apart its n-th
 *     power
 */
public record Share(double probability, double correlation) {
  /** Checks the ranges. */
  public Share {
    Bounds.probability(probability);
    Bounds.probability(correlation);
  }

  /** Each frame for itself. */
  public static Share of(double probability) {
    return new Share(probability, 0);
  }
}
