package io.mtlab.netty;

import io.mtlab.mtproto.machine.Request;
import io.mtlab.mtproto.machine.Ticket;

/**
 * The part behind a machine. Called on the machine's event loop; must not block. The answer comes
 * by {@link Hosted#answer}, from any thread.
 */
@FunctionalInterface
public interface Asks {
  /** The machine asks, at {@code now}. */
  void asked(Ticket ticket, Request request, long now);
}
