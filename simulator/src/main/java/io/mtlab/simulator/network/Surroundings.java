package io.mtlab.simulator.network;

import org.jspecify.annotations.Nullable;

/**
 * What all connections of a network share.
 *
 * @param dice from which their stages draw
 * @param log who hears their decisions
 * @param epoch from when on the network's own times count: what comes and goes does so for all
 *     connections at once
 * @param shelf where frames lie that are to come again on another connection
 * @param taps watch the connections
 * @param script decisions about frames that are given instead of drawn; null for none
 */
public record Surroundings(
    Dice dice, DecisionLog log, long epoch, Shelf shelf, Tap.Source taps, @Nullable Script script) {
  /** With an empty shelf, nobody who watches, and chance. */
  public Surroundings(Dice dice, DecisionLog log, long epoch) {
    this(dice, log, epoch, new Shelf(), Tap.Source.NONE, null);
  }

  /** The same with somebody else who hears the decisions. */
  public Surroundings withLog(DecisionLog other) {
    return new Surroundings(dice, other, epoch, shelf, taps, script);
  }

  /** The same with another beginning of the network's own times. */
  public Surroundings withEpoch(long other) {
    return new Surroundings(dice, log, other, shelf, taps, script);
  }

  /** The same, watched. */
  public Surroundings withTaps(Tap.Source source) {
    return new Surroundings(dice, log, epoch, shelf, source, script);
  }

  /** The same with decisions that are given; null for chance. */
  public Surroundings withScript(@Nullable Script given) {
    return new Surroundings(dice, log, epoch, shelf, taps, given);
  }

  /** Whom a fault of frames hits: those that it is told, or else those of {@code drawn}. */
  public Match match(PassageId id, Stream stream, String fault, Match drawn) {
    return script == null ? drawn : script.part(id, stream, fault);
  }
}
