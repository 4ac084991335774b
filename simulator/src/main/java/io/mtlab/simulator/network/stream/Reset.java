package io.mtlab.simulator.network.stream;

import io.mtlab.mtproto.machine.Time;
import io.mtlab.simulator.network.Bounds;
import io.mtlab.simulator.network.Next;
import io.mtlab.simulator.network.Stage;
import io.mtlab.simulator.network.Unit;

/**
 * Cuts the connection {@code span} nanoseconds after the first data or end in its direction; all of
 * that is lost. Without traffic nothing happens.
 */
public final class Reset implements Stage {
  private final Unit.End end;
  private long span;
  private long due = Time.NEVER;
  private boolean ended;

  /**
   * Waits for traffic.
   *
   * @param end how the connection ends: Toxiproxy resets only those that were opened later
   */
  public Reset(long span, Unit.End end) {
    this.span = span;
    this.end = end;
  }

  @Override
  public void take(Unit unit, long now, Next next) {
    if (unit instanceof Unit.Frame) {
      next.take(unit, now); // a datagram has no connection
    } else if (!ended && due == Time.NEVER) {
      due = Bounds.plus(now, Math.max(0, span));
      wake(now, next);
    }
  }

  @Override
  public void wake(long now, Next next) {
    if (due <= now) {
      due = Time.NEVER;
      ended = true;
      next.take(end, now);
    }
  }

  /** Counts for what has not begun: a cut that is on its way keeps its time. */
  public void change(long toSpan) {
    span = toSpan;
  }

  @Override
  public long nextWake() {
    return due;
  }

  @Override
  public void release(long now, Next next) {
    if (due != Time.NEVER) {
      due = now;
      wake(now, next);
    }
  }
}
