package io.mtlab.simulator.network.stream;

import io.mtlab.simulator.network.Next;
import io.mtlab.simulator.network.Site;
import io.mtlab.simulator.network.Unit;
import io.mtlab.simulator.network.Waiting;

/**
 * What waits while nothing passes: of a stream everything, of datagrams as many as a host keeps.
 */
final class Held {
  /** Linux gives a socket about 208 KiB to receive into (net.core.rmem_default). */
  private static final int DATAGRAM_BYTES_MAX = 212_992;

  private final Waiting waiting = new Waiting();

  void add(Unit unit, Site site, long now) {
    if (unit instanceof Unit.Frame frame && waiting.bytes() + frame.size() > DATAGRAM_BYTES_MAX) {
      site.decided(frame.index(), 0, now);
    } else {
      waiting.add(unit, now);
    }
  }

  boolean isEmpty() {
    return waiting.isEmpty();
  }

  int bytes() {
    return waiting.bytes();
  }

  void handOn(long now, Next next) {
    while (!waiting.isEmpty()) {
      next.take(waiting.remove(), now);
    }
  }
}
