package io.mtlab.simulator.network.stream;

import io.mtlab.mtproto.machine.Time;
import io.mtlab.simulator.network.Next;
import io.mtlab.simulator.network.Site;
import io.mtlab.simulator.network.Unit;
import io.mtlab.simulator.network.Windows;

/**
 * Now and then nothing gets through in this direction, and nobody is told. Datagrams are lost. What
 * a stream carries is sent again by TCP, after its timeout and then each time after twice as long
 * (RFC 6298), so it comes with the first attempt after the partition has healed.
 */
public final class Partition extends Holding {
  /** Linux's least timeout, TCP_RTO_MIN; RFC 6298 would have a second. */
  private static final long TIMEOUT_FIRST = 200 * Time.MILLISECOND;

  /** Linux's longest, TCP_RTO_MAX. */
  private static final long TIMEOUT_MAX = 120 * Time.SECOND;

  /** Parts the network at these times, counted from {@code epoch}. */
  public Partition(Windows windows, long epoch, Site site) {
    super(windows, epoch, site);
  }

  @Override
  public void take(Unit unit, long now, Next next) {
    wake(now, next);
    boolean parted = isOn(now);
    if (unit instanceof Unit.Frame frame && parted) {
      site().decided(frame.index(), 0, now);
    } else if (parted || isHolding()) {
      hold(unit, now);
    } else {
      next.take(unit, now);
    }
  }

  /** The first time at which TCP sends again what it first sent now, and is heard. */
  @Override
  long until(long now) {
    long at = now;
    long timeout = TIMEOUT_FIRST;
    while (isOn(at)) {
      if (nextChange(at) == Time.NEVER) {
        return Time.NEVER;
      }
      at += timeout;
      timeout = Math.min(2 * timeout, TIMEOUT_MAX);
    }
    return at;
  }
}
