package io.mtlab.simulator.network.stream;

import io.mtlab.mtproto.machine.Time;
import io.mtlab.simulator.network.Bounds;
import io.mtlab.simulator.network.Next;
import io.mtlab.simulator.network.Stage;
import io.mtlab.simulator.network.Unit;

/**
 * A stall: everything is swallowed. After {@code span} nanoseconds without data the stream ends; a
 * span of 0 stalls for ever. What was swallowed is lost, so the stream also ends when this stage is
 * removed.
 */
public final class Timeout implements Stage {
  private long span;
  private long due;
  private boolean ended;

  /** The time runs from {@code now}, with or without traffic. */
  public Timeout(long span, long now) {
    this.span = span;
    this.due = dueAfter(now);
  }

  @Override
  public void take(Unit unit, long now, Next next) {
    if (unit instanceof Unit.End end) {
      end(end, now, next);
    } else if (!ended) {
      due = dueAfter(now);
    }
  }

  @Override
  public void wake(long now, Next next) {
    if (due <= now) {
      end(Unit.End.FIN, now, next);
    }
  }

  /** The time runs anew. */
  public void change(long toSpan, long now) {
    span = toSpan;
    if (!ended) {
      due = dueAfter(now);
    }
  }

  @Override
  public long nextWake() {
    return due;
  }

  @Override
  public void release(long now, Next next) {
    end(Unit.End.FIN, now, next);
  }

  private void end(Unit.End end, long now, Next next) {
    due = Time.NEVER;
    if (!ended) {
      ended = true;
      next.take(end, now);
    }
  }

  private long dueAfter(long now) {
    return span > 0 ? Bounds.plus(now, span) : Time.NEVER;
  }
}
