package io.mtlab.simulator.network.stream;

import io.mtlab.mtproto.machine.Time;
import io.mtlab.simulator.network.Bounds;
import io.mtlab.simulator.network.Next;
import io.mtlab.simulator.network.Site;
import io.mtlab.simulator.network.Stage;
import io.mtlab.simulator.network.Unit;
import io.mtlab.simulator.network.Windows;

/**
 * Now and then the link is gone: a connection that stands is reset at once, one that is opened
 * meanwhile as soon as it stands. Datagrams are lost.
 */
public final class Down implements Stage {
  private final Windows windows;
  private final long epoch;
  private final Site site;
  private long due;
  private boolean ended;

  /** Down at these times, counted from {@code epoch}. */
  public Down(Windows windows, long epoch, long now, Site site) {
    this.windows = windows;
    this.epoch = epoch;
    this.site = site;
    due = windows.isOn(now - epoch) ? now : nextChange(now);
  }

  @Override
  public void take(Unit unit, long now, Next next) {
    wake(now, next);
    if (unit instanceof Unit.Frame frame) {
      if (windows.isOn(now - epoch)) {
        site.decided(frame.index(), 0, now);
      } else {
        next.take(unit, now);
      }
    } else if (!ended) {
      next.take(unit, now);
    }
  }

  @Override
  public void wake(long now, Next next) {
    if (due > now) {
      return;
    }
    if (windows.isOn(now - epoch)) {
      due = Time.NEVER;
      ended = true;
      site.decided(0, 0, now);
      next.take(Unit.End.RST, now);
    } else {
      due = nextChange(now);
    }
  }

  private long nextChange(long now) {
    return Bounds.plus(epoch, windows.nextChange(now - epoch));
  }

  @Override
  public long nextWake() {
    return due;
  }
}
