package io.mtlab.simulator.network.stream;

import io.mtlab.mtproto.machine.Time;
import io.mtlab.simulator.network.Bounds;
import io.mtlab.simulator.network.Next;
import io.mtlab.simulator.network.Stage;
import io.mtlab.simulator.network.Unit;

/**
 * This direction ends a while after its first data, and what comes later is lost; the other
 * direction goes on. A middlebox that forgot half of a connection does this.
 */
public final class HalfClose implements Stage {
  private final long span;
  private long due = Time.NEVER;
  private boolean ended;

  /** Ends {@code span} nanoseconds after the first data; until then everything passes. */
  public HalfClose(long span) {
    this.span = span;
  }

  @Override
  public void take(Unit unit, long now, Next next) {
    wake(now, next);
    if (ended) {
      return;
    }
    if (unit instanceof Unit.Chunk && due == Time.NEVER) {
      due = Bounds.plus(now, span);
    }
    ended = unit instanceof Unit.End;
    next.take(unit, now);
    if (ended) {
      due = Time.NEVER;
    }
  }

  @Override
  public void wake(long now, Next next) {
    if (due <= now) {
      due = Time.NEVER;
      ended = true;
      next.take(Unit.End.HALF, now);
    }
  }

  @Override
  public long nextWake() {
    return due;
  }
}
