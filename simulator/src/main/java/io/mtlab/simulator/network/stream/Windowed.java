package io.mtlab.simulator.network.stream;

import io.mtlab.simulator.network.Next;
import io.mtlab.simulator.network.Stage;
import io.mtlab.simulator.network.Unit;
import io.mtlab.simulator.network.When;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * A fault that comes and goes. While it is not there everything passes; when it goes, what waits in
 * it goes on at once, so a stream keeps its order.
 */
public final class Windowed implements Stage {
  /** Before every time that there is; whoever waits may subtract the present from it. */
  private static final long AT_ONCE = 0;

  private final LongFunction<Stage> maker;
  private final When when;
  private @Nullable Stage stage;
  private long due;
  private int version;

  /**
   * With the fault there or not.
   *
   * @param maker makes the fault, at the time when it comes
   */
  public Windowed(LongFunction<Stage> maker, When when, long now) {
    this.maker = maker;
    this.when = when;
    this.version = when.version();
    this.stage = when.isOn(now) ? maker.apply(now) : null;
    this.due = when.nextChange(now);
  }

  /** The fault while it is there. */
  public @Nullable Stage stage() {
    return stage;
  }

  @Override
  public void take(Unit unit, long now, Next next) {
    wake(now, next);
    if (stage == null) {
      next.take(unit, now);
    } else {
      stage.take(unit, now, next);
    }
  }

  @Override
  public void wake(long now, Next next) {
    if (stage != null && stage.nextWake() <= now) {
      stage.wake(now, next);
    }
    if (due <= now || version != when.version()) {
      version = when.version();
      boolean on = when.isOn(now);
      if (!on && stage != null) {
        stage.release(now, next);
        stage = null;
      } else if (on && stage == null) {
        stage = maker.apply(now);
      }
      due = when.nextChange(now);
    }
  }

  @Override
  public long nextWake() {
    if (version != when.version()) {
      return AT_ONCE;
    }
    return stage == null ? due : Math.min(due, stage.nextWake());
  }

  @Override
  public int heldBytes() {
    return stage == null ? 0 : stage.heldBytes();
  }

  @Override
  public boolean full() {
    return stage != null && stage.full();
  }

  @Override
  public void release(long now, Next next) {
    if (stage != null) {
      stage.release(now, next);
    }
  }
}
