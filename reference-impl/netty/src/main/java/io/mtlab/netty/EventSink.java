package io.mtlab.netty;

import io.mtlab.mtproto.machine.Event;

/** Hears what a machine tells its owner. Called on the machine's event loop; must not block. */
@FunctionalInterface
public interface EventSink {
  /** Something happened at {@code now}, in nanoseconds since the Unix epoch. */
  void happened(Event event, long now);
}
