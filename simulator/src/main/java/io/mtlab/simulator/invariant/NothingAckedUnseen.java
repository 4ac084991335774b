package io.mtlab.simulator.invariant;

import io.mtlab.mtproto.endpoint.MessageEvent.Acknowledged;
import io.mtlab.mtproto.endpoint.MessageEvent.Received;
import io.mtlab.mtproto.machine.Event;
import org.jspecify.annotations.Nullable;

/**
 * What an end acknowledges has arrived there, in the same session. Hears {@link Received} and
 * {@link Acknowledged}.
 */
public final class NothingAckedUnseen implements Invariant {
  private final RecentMessages seen;

  private @Nullable String violation;

  /** Remembers all messages. */
  public NothingAckedUnseen() {
    this(Integer.MAX_VALUE);
  }

  /**
   * Remembers the last so many messages. Of one that may have been forgotten nothing is said: a
   * client may acknowledge today what it got yesterday, when it went offline.
   */
  public NothingAckedUnseen(int most) {
    seen = new RecentMessages(most);
  }

  @Override
  public String name() {
    return "nothing-acked-unseen";
  }

  @Override
  public void happened(int node, Event event, long now) {
    if (event instanceof Received received) {
      seen.add(node, received.sessionId(), received.messageId());
    } else if (event instanceof Acknowledged acknowledged) {
      for (long id : acknowledged.messageIds()) {
        // ids are made of times: up to this one some may have been forgotten
        if (id > seen.forgottenId() && !seen.contains(node, acknowledged.sessionId(), id)) {
          violation = "node " + node + " acknowledged message " + id + ", which never arrived";
        }
      }
    }
  }

  @Override
  public @Nullable String violation() {
    return violation;
  }
}
