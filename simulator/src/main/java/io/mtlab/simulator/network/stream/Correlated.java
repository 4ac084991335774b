package io.mtlab.simulator.network.stream;

import io.mtlab.simulator.network.Dice;

/**
 * Draws from 0 up to and without 1, uniform, each like the one before as far as it was told. The
 * correlation is that of ranks (Spearman's), so it holds whatever distribution the draws are turned
 * into. netem adds the last draw to the next one instead, by which all draws crowd in the middle;
 * here they are steps of a normal process (a Gaussian copula).
 */
final class Correlated {
  private static final double LEAST = 0x1.0p-54;
  private static final double MOST = 1 - 0x1.0p-53;

  private final Dice.Die die;
  private final double kept;
  private final double fresh;
  private double last;
  private boolean begun;

  /**
   * The first draw is free.
   *
   * @param correlation from 0 to 1
   */
  Correlated(Dice.Die die, double correlation) {
    this.die = die;
    // What the correlation of normal values must be for their ranks to have the one asked for.
    this.kept = 2 * StrictMath.sin(StrictMath.PI * correlation / 6);
    this.fresh = StrictMath.sqrt(Math.max(0, 1 - kept * kept));
  }

  /** The next draw; its index is one more than that of the one before. */
  double next(long index) {
    double free = die.at(index);
    if (kept == 0) {
      return free;
    }
    double step = Normal.quantile(Math.max(free, LEAST));
    last = begun ? kept * last + fresh * step : step;
    begun = true;
    return Math.min(Normal.cumulated(last), MOST);
  }
}
