package io.mtlab.simulator.trace;

import io.mtlab.mtproto.machine.Time;
import io.mtlab.simulator.network.DecisionLog;
import io.mtlab.simulator.network.PassageId;
import io.mtlab.simulator.network.Stream;
import io.mtlab.simulator.trace.TraceEvent.Decision;
import io.mtlab.simulator.trace.TraceEvent.Decisions;
import io.mtlab.simulator.trace.TraceEvent.Wire;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntFunction;

/**
 * Stands before a trace and adds up, second by second, what is too much to list: bytes, and those
 * decisions of the network that concern every frame. What happens to single frames, and to a whole
 * connection, is listed one by one, up to {@link #LISTED_MAX}; further ones are added up as well.
 *
 * <p>A second's sums are recorded at its end, before whatever happens later. One thread at a time
 * uses it; {@link #shared} is for several.
 */
public class Recorder implements Trace, DecisionLog {
  /** How many decisions are listed one by one; beyond it they only count. */
  public static final int LISTED_MAX = 1_000_000;

  private static final Set<String> LISTED =
      Set.of(
          "loss",
          "reorder",
          "duplicate",
          "corrupt",
          "replay",
          "inject",
          "stall",
          "partition",
          "down",
          "tcp-loss");

  private final Trace inner;
  private final long start;
  private final IntFunction<String> names;
  private final TreeMap<String, Count> counts = new TreeMap<>();
  private Count latest = new Count("");
  private boolean counted;
  private long second;
  private long up;
  private long down;
  private long listed;

  /** How often a fault was counted in this second. */
  private static final class Count {
    final String fault;
    final boolean isListed;
    long number;

    Count(String fault) {
      this.fault = fault;
      this.isListed = LISTED.contains(fault);
    }
  }

  /**
   * A recorder that writes to {@code inner}.
   *
   * @param start the run's start: seconds are counted from it
   * @param names a node's name by its number
   */
  public Recorder(Trace inner, long start, IntFunction<String> names) {
    this.inner = inner;
    this.start = start;
    this.names = names;
  }

  /**
   * A recorder for several threads. Their clocks may differ by moments: a time that lies before one
   * already recorded is moved up to it, so that a trace never goes back.
   */
  public static Recorder shared(Trace inner, long start, IntFunction<String> names) {
    return new SharedRecorder(inner, start, names);
  }

  @Override
  public void record(long now, TraceEvent event) {
    roll(now);
    inner.record(now, event);
  }

  @Override
  public void decided(
      PassageId id, Stream stream, String fault, long index, long valueNs, long now) {
    roll(now);
    Count count = latest;
    if (!count.fault.equals(fault)) { // mostly the same word as before
      count = counts.computeIfAbsent(fault, Count::new);
      latest = count;
    }
    if (count.isListed && listed < LISTED_MAX) {
      listed++;
      String node = names.apply(id.node());
      inner.record(now, new Decision(node, id.link(), id.connection(), stream, index, fault));
      return;
    }
    count.number++;
    counted = true;
  }

  /** Bytes went over a client's link. */
  public void moved(Stream stream, long bytes, long now) {
    roll(now);
    if (stream == Stream.UPSTREAM) {
      up += bytes;
    } else {
      down += bytes;
    }
  }

  /** Records what was added up in the second that is not over. For the end of a run. */
  public void finish(long now) {
    roll(now);
    write(now);
  }

  private void roll(long now) {
    long current = (now - start) / Time.SECOND;
    if (current > second) {
      write(start + (second + 1) * Time.SECOND);
      second = current;
    }
  }

  private void write(long at) {
    if (up + down > 0) {
      inner.record(at, new Wire(second, up, down));
      up = 0;
      down = 0;
    }
    if (counted) {
      TreeMap<String, Long> totals = new TreeMap<>();
      for (Count count : counts.values()) {
        if (count.number > 0) {
          totals.put(count.fault, count.number);
          count.number = 0;
        }
      }
      inner.record(at, new Decisions(second, totals));
      counted = false;
    }
  }
}
