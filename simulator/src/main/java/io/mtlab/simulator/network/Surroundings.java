package io.mtlab.simulator.network;

import io.mtlab.simulator.dissect.Dissector;
import java.util.function.Supplier;
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
 * @param aim by what faults choose whom they hit, besides chance
 */
public record Surroundings(
    Dice dice, DecisionLog log, long epoch, Shelf shelf, Tap.Source taps, Aim aim) {
  /** With an empty shelf, nobody who watches, and chance. */
  public Surroundings(Dice dice, DecisionLog log, long epoch) {
    this(dice, log, epoch, new Shelf(), Tap.Source.NONE, Aim.CHANCE);
  }

  /** The same with somebody else who hears the decisions. */
  public Surroundings withLog(DecisionLog other) {
    return new Surroundings(dice, other, epoch, shelf, taps, aim);
  }

  /** The same with another beginning of the network's own times. */
  public Surroundings withEpoch(long other) {
    return new Surroundings(dice, log, other, shelf, taps, aim);
  }

  /** The same, watched. */
  public Surroundings withTaps(Tap.Source source) {
    return new Surroundings(dice, log, epoch, shelf, source, aim);
  }

  /** The same with decisions that are given; null for chance. */
  public Surroundings withScript(@Nullable Script given) {
    return with(new Aim(given, aim.dissectors(), aim.phases()));
  }

  /** The same with these, which look into frames for faults that ask. */
  public Surroundings withDissectors(Supplier<Dissector> dissectors) {
    return with(new Aim(aim.script(), dissectors, aim.phases()));
  }

  /** The same in a scenario with phases. */
  public Surroundings withPhases(Phases phases) {
    return with(new Aim(aim.script(), aim.dissectors(), phases));
  }

  private Surroundings with(Aim other) {
    return new Surroundings(dice, log, epoch, shelf, taps, other);
  }

  /** Whom a fault of frames hits: those that it is told, or else those of {@code drawn}. */
  public Match match(PassageId id, Stream stream, String fault, Match drawn) {
    Script script = aim.script();
    return script == null ? drawn : script.part(id, stream, fault);
  }
}
