package io.mtlab.simulator.network.stream;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.machine.Time;
import io.mtlab.simulator.network.Bounds;
import io.mtlab.simulator.network.Next;
import io.mtlab.simulator.network.Site;
import io.mtlab.simulator.network.Stage;
import io.mtlab.simulator.network.Unit;
import io.mtlab.simulator.network.Waiting;
import java.util.Arrays;

/**
 * Cuts each chunk into pieces of about {@code average} bytes, and pauses after each piece. The cuts
 * halve a chunk again and again, each time off the middle by up to {@code variation}, until a piece
 * is at most average + variation long: no piece is systematically short at the end.
 */
public final class Slice implements Stage {
  /**
   * How to cut.
   *
   * @param average bytes, at least 1
   * @param variation bytes, from 1 - average to average
   * @param pause nanoseconds after each piece
   */
  public record Settings(int average, int variation, long pause) {
    /** Checks that cutting comes to an end. */
    public Settings {
      if (average < 1 || variation > average || (long) average + variation < 1) {
        throw new IllegalArgumentException(
            "the average size must be at least 1, and the variation at most the average size: "
                + average
                + ", "
                + variation);
      }
    }
  }

  private final Site site;
  private final Waiting waiting = new Waiting();
  private Settings settings;
  private long index;

  /** Where the head is cut: the ends of its pieces; the first {@code done} have left. */
  private int[] ends = new int[8];

  private int pieces;
  private int done;
  private long due = Time.NEVER;

  /** With nothing cut yet. */
  public Slice(Settings settings, Site site) {
    this.settings = settings;
    this.site = site;
  }

  @Override
  public void take(Unit unit, long now, Next next) {
    boolean idle = waiting.isEmpty() && due == Time.NEVER;
    waiting.add(unit, now);
    if (idle) {
      due = now;
      wake(now, next);
    }
  }

  @Override
  public void wake(long now, Next next) {
    while (due <= now) {
      long at = due;
      if (waiting.isEmpty()) {
        due = Time.NEVER;
      } else if (waiting.first() instanceof Unit.Chunk(Bytes bytes)) {
        piece(bytes, now, next);
        due = Bounds.plus(at, Math.max(0, settings.pause));
      } else {
        next.take(waiting.remove(), now);
      }
    }
  }

  /** The rest of the chunk at hand leaves in one piece; the others are cut by the new settings. */
  public void change(Settings to, long now, Next next) {
    settings = to;
    rest(now, next);
    if (due != Time.NEVER) {
      due = now;
      wake(now, next);
    }
  }

  @Override
  public long nextWake() {
    return due;
  }

  @Override
  public int heldBytes() {
    return done == 0 ? waiting.bytes() : waiting.bytes() - ends[done - 1];
  }

  @Override
  public void release(long now, Next next) {
    rest(now, next);
    while (!waiting.isEmpty()) {
      next.take(waiting.remove(), now);
    }
    due = Time.NEVER;
  }

  private void piece(Bytes bytes, long now, Next next) {
    if (done == 0) {
      pieces = 0;
      cut(0, bytes.size());
    }
    int from = done == 0 ? 0 : ends[done - 1];
    int to = ends[done];
    done++;
    if (done == pieces) {
      waiting.remove();
      done = 0;
    }
    next.take(new Unit.Chunk(bytes.slice(from, to)), now);
  }

  private void rest(long now, Next next) {
    if (done > 0 && waiting.remove() instanceof Unit.Chunk(Bytes bytes)) {
      int from = ends[done - 1];
      done = 0;
      next.take(new Unit.Chunk(bytes.from(from)), now);
    }
  }

  private void cut(int from, int to) {
    if (to - from - settings.average <= settings.variation) {
      addEnd(from, to);
      return;
    }
    int middle = from + (to - from) / 2;
    if (settings.variation > 0) {
      middle += (int) (2.0 * settings.variation * site.die().at(index)) - settings.variation;
      site.decided(index, 0, due);
      index++;
    }
    cut(from, middle);
    cut(middle, to);
  }

  private void addEnd(int from, int to) {
    if (from == to) {
      return;
    }
    if (pieces == ends.length) {
      ends = Arrays.copyOf(ends, pieces * 2);
    }
    ends[pieces] = to;
    pieces++;
  }
}
