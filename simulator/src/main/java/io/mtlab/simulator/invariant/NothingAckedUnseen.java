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
  private final Recent<Seen> seen;

  /** Ids are made of times: up to this one some may have been forgotten. */
  private long forgottenTo = Long.MIN_VALUE;

  private @Nullable String violation;

  private record Seen(int node, long sessionId, long messageId) {}

  /** Remembers all messages. */
  public NothingAckedUnseen() {
    this(Integer.MAX_VALUE);
  }

  /**
   * Remembers the last so many messages. Of one that may have been forgotten nothing is said: a
   * client may acknowledge today what it got yesterday, when it went offline.
   */
  public NothingAckedUnseen(int most) {
    seen = new Recent<>(most);
  }

  @Override
  public String name() {
    return "nothing-acked-unseen";
  }

  @Override
  public void happened(int node, Event event, long now) {
    if (event instanceof Received received) {
      seen.add(new Seen(node, received.sessionId(), received.messageId()));
      Seen forgotten = seen.forgotten();
      forgottenTo = forgotten == null ? forgottenTo : Math.max(forgottenTo, forgotten.messageId);
    } else if (event instanceof Acknowledged acknowledged) {
      for (long id : acknowledged.messageIds()) {
        if (id > forgottenTo && !seen.contains(new Seen(node, acknowledged.sessionId(), id))) {
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
