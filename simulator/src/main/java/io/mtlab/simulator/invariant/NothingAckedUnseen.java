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

  private @Nullable String violation;

  private record Seen(int node, long sessionId, long messageId) {}

  /** Remembers all messages. */
  public NothingAckedUnseen() {
    this(Integer.MAX_VALUE);
  }

  /** Remembers the last so many messages: more than can wait to be acknowledged. */
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
    } else if (event instanceof Acknowledged acknowledged) {
      for (long id : acknowledged.messageIds()) {
        if (!seen.contains(new Seen(node, acknowledged.sessionId(), id))) {
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
