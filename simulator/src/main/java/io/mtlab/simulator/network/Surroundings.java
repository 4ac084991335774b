package io.mtlab.simulator.network;

import io.mtlab.simulator.dissect.Dissector;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
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
 * @param lines that connections share
 * @param counts numbers the connections
 */
public record Surroundings(
    Dice dice,
    DecisionLog log,
    long epoch,
    Shelf shelf,
    Tap.Source taps,
    Aim aim,
    Lines lines,
    Counts counts) {
  /** With an empty shelf, nobody who watches, and chance. */
  public Surroundings(Dice dice, DecisionLog log, long epoch) {
    this(dice, log, epoch, new Shelf(), Tap.Source.NONE, Aim.CHANCE, new Lines(), new Counts());
  }

  /** The same with somebody else who hears the decisions. */
  public Surroundings withLog(DecisionLog other) {
    return new Surroundings(dice, other, epoch, shelf, taps, aim, lines, counts);
  }

  /** The same with another beginning of the network's own times. */
  public Surroundings withEpoch(long other) {
    return new Surroundings(dice, log, other, shelf, taps, aim, lines, counts);
  }

  /** The same, watched. */
  public Surroundings withTaps(Tap.Source source) {
    return new Surroundings(dice, log, epoch, shelf, source, aim, lines, counts);
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
    return new Surroundings(dice, log, epoch, shelf, taps, other, lines, counts);
  }

  /** Whom a fault of frames hits: those that it is told, or else those of {@code drawn}. */
  public Match match(PassageId id, Stream stream, String fault, Match drawn) {
    Script script = aim.script();
    return script == null ? drawn : script.part(id, stream, fault);
  }

  /** The lines that connections share, each by its name and direction. Any thread may call it. */
  public static final class Lines {
    /** Looked up, never walked. */
    private final Map<String, Line> byName = new ConcurrentHashMap<>();

    /** The line of this name in this direction, idle when it is asked for the first time. */
    public Line line(String name, Stream stream) {
      return byName.computeIfAbsent(name + "/" + stream, _ -> new Line());
    }
  }

  /** Numbers the connections of each node over each way. Any thread may call it. */
  public static final class Counts {
    /** Looked up, never walked. */
    private final Map<String, String> groups = new ConcurrentHashMap<>();

    private final Map<String, Map<Integer, Integer>> made = new ConcurrentHashMap<>();

    /** From now on connections over this way are counted with those of another name. */
    public void together(String way, String name) {
      groups.put(way, name);
    }

    /** The number of this node's next connection over a way, from 0. */
    public int next(String way, int node) {
      return made.computeIfAbsent(groups.getOrDefault(way, way), _ -> new ConcurrentHashMap<>())
              .merge(node, 1, Integer::sum)
          - 1;
    }

    /** A way is no more: another one of its name begins with 0. */
    public void forget(String way) {
      made.remove(way);
    }
  }

  /** One direction of a line: who comes first passes first. */
  public static final class Line {
    private long free = Long.MIN_VALUE;

    /**
     * Takes the line for so long, behind all that have asked before.
     *
     * @param from when there is something to pass
     * @return when it has passed
     */
    public synchronized long pass(long duration, long from) {
      free = Math.max(free, from) + duration;
      return free;
    }

    /** For how long the line is taken by those who came before. */
    public synchronized long busy(long now) {
      return free <= now ? 0 : free - now;
    }
  }
}
