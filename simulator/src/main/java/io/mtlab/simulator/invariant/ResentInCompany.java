package io.mtlab.simulator.invariant;

import io.mtlab.mtproto.endpoint.MessageEvent.Sent;
import io.mtlab.mtproto.machine.Event;
import org.jspecify.annotations.Nullable;

/**
 * A message that is sent again under its old id travels in a container with at least one more, so
 * that two frames that hold the same do not look the same. Hears {@link Sent}.
 */
public final class ResentInCompany implements Invariant {
  private final RecentMessages sent;
  private long again;
  private @Nullable String violation;

  /** Remembers all messages. */
  public ResentInCompany() {
    this(Integer.MAX_VALUE);
  }

  /** Remembers the last so many messages. */
  public ResentInCompany(int most) {
    sent = new RecentMessages(most);
  }

  @Override
  public String name() {
    return "resent-in-company";
  }

  /** How often a message was sent again. */
  public long again() {
    return again;
  }

  @Override
  public void happened(int node, Event event, long now) {
    if (event instanceof Sent frame) {
      for (long id : frame.messageIds()) {
        if (!sent.add(node, frame.sessionId(), id)) {
          again++;
          if (frame.messageIds().size() < 2 || frame.outerId() == id) {
            violation = "node " + node + " sent message " + id + " again, alone";
          }
        }
      }
    }
  }

  @Override
  public @Nullable String violation() {
    return violation;
  }
}
