package io.mtlab.simulator.network.stream;

import io.mtlab.simulator.network.Next;
import io.mtlab.simulator.network.Site;
import io.mtlab.simulator.network.Unit;
import io.mtlab.simulator.network.Windows;

/**
 * Now and then nothing passes, ends neither. What comes meanwhile waits, and goes on at once when
 * the stall is over: a radio that is out of reach for a moment.
 */
public final class Stall extends Holding {
  /** Stalls at these times, counted from {@code epoch}. */
  public Stall(Windows windows, long epoch, Site site) {
    super(windows, epoch, site);
  }

  @Override
  public void take(Unit unit, long now, Next next) {
    wake(now, next);
    if (isOn(now)) {
      hold(unit, now);
    } else {
      next.take(unit, now);
    }
  }

  @Override
  long until(long now) {
    return nextChange(now);
  }
}
