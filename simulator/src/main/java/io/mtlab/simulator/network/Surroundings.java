package io.mtlab.simulator.network;

/**
 * What all connections of a network share.
 *
 * @param dice from which their stages draw
 * @param log who hears their decisions
 * @param epoch from when on the network's own times count: what comes and goes does so for all
 *     connections at once
 * @param shelf where frames lie that are to come again on another connection
 * @param taps watch the connections
 */
public record Surroundings(Dice dice, DecisionLog log, long epoch, Shelf shelf, Tap.Source taps) {
  /** With an empty shelf, and nobody who watches. */
  public Surroundings(Dice dice, DecisionLog log, long epoch) {
    this(dice, log, epoch, new Shelf(), Tap.Source.NONE);
  }

  /** The same, watched. */
  public Surroundings withTaps(Tap.Source source) {
    return new Surroundings(dice, log, epoch, shelf, source);
  }
}
