package io.mtlab.simulator.network.stream;

import io.mtlab.mtproto.machine.Time;
import io.mtlab.simulator.network.Bounds;
import io.mtlab.simulator.network.Next;
import io.mtlab.simulator.network.Site;
import io.mtlab.simulator.network.Stage;
import io.mtlab.simulator.network.Unit;
import io.mtlab.simulator.network.Waiting;
import io.mtlab.simulator.network.Windows;

/**
 * At times nothing passes, and what comes waits until it goes on as a whole: of a stream
 * everything, of datagrams as many as a host keeps.
 */
abstract class Holding implements Stage {
  /** Linux gives a socket about 208 KiB to receive into (net.core.rmem_default). */
  private static final int DATAGRAM_BYTES_MAX = 212_992;

  private final Windows windows;
  private final long epoch;
  private final Site site;
  private final Waiting waiting = new Waiting();
  private long due = Time.NEVER;
  private long index;

  Holding(Windows windows, long epoch, Site site) {
    this.windows = windows;
    this.epoch = epoch;
    this.site = site;
  }

  /** When what begins to wait now goes on. */
  abstract long until(long now);

  final boolean isOn(long now) {
    return windows.isOn(now - epoch);
  }

  /** When it is on no more, or on again. */
  final long nextChange(long now) {
    return Bounds.plus(epoch, windows.nextChange(now - epoch));
  }

  final Site site() {
    return site;
  }

  final boolean isHolding() {
    return !waiting.isEmpty();
  }

  final void hold(Unit unit, long now) {
    if (waiting.isEmpty()) {
      due = until(now);
      site.decided(index, due == Time.NEVER ? 0 : due - now, now);
      index++;
    }
    if (unit instanceof Unit.Frame frame && waiting.bytes() + frame.size() > DATAGRAM_BYTES_MAX) {
      site.decided(frame.index(), 0, now);
    } else {
      waiting.add(unit, now);
    }
  }

  @Override
  public final void wake(long now, Next next) {
    if (due <= now) {
      release(now, next);
    }
  }

  @Override
  public final long nextWake() {
    return due;
  }

  @Override
  public final int heldBytes() {
    return waiting.bytes();
  }

  @Override
  public final void release(long now, Next next) {
    due = Time.NEVER;
    while (!waiting.isEmpty()) {
      next.take(waiting.remove(), now);
    }
  }
}
