package io.mtlab.simulator.network.stream;

import io.mtlab.mtproto.machine.Time;
import io.mtlab.simulator.network.Next;
import io.mtlab.simulator.network.Site;
import io.mtlab.simulator.network.Stage;
import io.mtlab.simulator.network.Unit;
import io.mtlab.simulator.network.Windows;

/**
 * Now and then nothing gets through in this direction, and nobody is told. Datagrams are lost. What
 * a stream carries is sent again by TCP, after its timeout and then each time after twice as long
 * (RFC 6298), so it comes with the first attempt after the partition has healed.
 */
public final class Partition implements Stage {
  /** Linux's least timeout, TCP_RTO_MIN; RFC 6298 would have a second. */
  private static final long TIMEOUT_FIRST = 200 * Time.MILLISECOND;

  /** Linux's longest, TCP_RTO_MAX. */
  private static final long TIMEOUT_MAX = 120 * Time.SECOND;

  private final Windows windows;
  private final long epoch;
  private final Site site;
  private final Held held = new Held();
  private long due = Time.NEVER;
  private long index;

  /** Parts the network at these times, counted from {@code epoch}. */
  public Partition(Windows windows, long epoch, Site site) {
    this.windows = windows;
    this.epoch = epoch;
    this.site = site;
  }

  @Override
  public void take(Unit unit, long now, Next next) {
    wake(now, next);
    boolean parted = windows.isOn(now - epoch);
    if (unit instanceof Unit.Frame frame) {
      if (parted) {
        site.decided(frame.index(), 0, now);
      } else {
        next.take(unit, now);
      }
    } else if (!parted && held.isEmpty()) {
      next.take(unit, now);
    } else {
      if (held.isEmpty()) {
        due = nextAttempt(now);
        site.decided(index, due == Time.NEVER ? 0 : due - now, now);
        index++;
      }
      held.add(unit, site, now);
    }
  }

  @Override
  public void wake(long now, Next next) {
    if (due <= now) {
      due = Time.NEVER;
      held.handOn(now, next);
    }
  }

  /** The first time at which TCP sends again what it first sent now, and is heard. */
  private long nextAttempt(long now) {
    long at = now;
    long timeout = TIMEOUT_FIRST;
    while (windows.isOn(at - epoch)) {
      if (windows.nextChange(at - epoch) == Time.NEVER) {
        return Time.NEVER;
      }
      at += timeout;
      timeout = Math.min(2 * timeout, TIMEOUT_MAX);
    }
    return at;
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
