package io.mtlab.simulator.network.stream;

import io.mtlab.mtproto.machine.Time;
import io.mtlab.simulator.network.Bounds;
import io.mtlab.simulator.network.Next;
import io.mtlab.simulator.network.Stage;
import io.mtlab.simulator.network.Unit;
import org.jspecify.annotations.Nullable;

/** The end of the stream is late by {@code span} nanoseconds; data is not. */
public final class SlowClose implements Stage {
  private long span;
  private long due = Time.NEVER;
  private Unit.@Nullable End end;

  /** With an open stream. */
  public SlowClose(long span) {
    this.span = span;
  }

  @Override
  public void take(Unit unit, long now, Next next) {
    if (end != null) {
      return;
    }
    if (unit instanceof Unit.End last) {
      end = last;
      due = Bounds.plus(now, Math.max(0, span));
      wake(now, next);
    } else {
      next.take(unit, now);
    }
  }

  @Override
  public void wake(long now, Next next) {
    if (end != null && due <= now) {
      due = Time.NEVER;
      next.take(end, now);
    }
  }

  /** An end that waits begins to wait anew. */
  public void change(long toSpan, long now, Next next) {
    span = toSpan;
    if (due != Time.NEVER) {
      due = Bounds.plus(now, Math.max(0, span));
      wake(now, next);
    }
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
