package io.mtlab.simulator.network.stream;

import io.mtlab.mtproto.machine.Time;
import io.mtlab.simulator.network.Bounds;
import io.mtlab.simulator.network.Next;
import io.mtlab.simulator.network.Site;
import io.mtlab.simulator.network.Stage;
import io.mtlab.simulator.network.Unit;
import io.mtlab.simulator.network.Windows;

/**
 * Now and then nothing passes, ends neither. What comes meanwhile waits, and goes on at once when
 * the stall is over: a radio that is out of reach for a moment.
 */
public final class Stall implements Stage {
  private final Windows windows;
  private final long epoch;
  private final Site site;
  private final Held held = new Held();
  private long due = Time.NEVER;
  private long index;

  /** Stalls at these times, counted from {@code epoch}. */
  public Stall(Windows windows, long epoch, Site site) {
    this.windows = windows;
    this.epoch = epoch;
    this.site = site;
  }

  @Override
  public void take(Unit unit, long now, Next next) {
    wake(now, next);
    if (!windows.isOn(now - epoch)) {
      next.take(unit, now);
      return;
    }
    if (held.isEmpty()) {
      due = Bounds.plus(epoch, windows.nextChange(now - epoch));
      site.decided(index, due == Time.NEVER ? 0 : due - now, now);
      index++;
    }
    held.add(unit, site, now);
  }

  @Override
  public void wake(long now, Next next) {
    if (due <= now) {
      due = Time.NEVER;
      held.handOn(now, next);
    }
  }

  @Override
  public long nextWake() {
    return due;
  }

  @Override
  public int heldBytes() {
    return held.bytes();
  }

  @Override
  public void release(long now, Next next) {
    due = Time.NEVER;
    held.handOn(now, next);
  }
}
