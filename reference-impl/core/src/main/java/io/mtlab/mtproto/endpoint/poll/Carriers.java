package io.mtlab.mtproto.endpoint.poll;

import io.mtlab.mtproto.machine.Time;
import io.mtlab.mtproto.session.server.ServerSession;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The connections that carry one session, any number of them at the same time. It is answered on
 * the one where it was heard last, if that one may be sent to.
 *
 * @param <C> the connections
 */
public final class Carriers<C extends Carrier> {
  /** So many at most; the one that was heard longest ago makes room. */
  static final int MAX = 16;

  private final List<C> heard = new ArrayList<>(1); // the latest is the last

  /** Heard on this connection; whether that is a new one. */
  public boolean heard(C on) {
    boolean known = heard.remove(on);
    heard.addLast(on);
    return !known;
  }

  /** The one to give up after a new one; null if there is room. */
  public @Nullable C surplus() {
    return heard.size() > MAX ? heard.getFirst() : null;
  }

  /** The connection carries the session no more; whether it did. */
  public boolean remove(C gone) {
    return heard.remove(gone);
  }

  /** All, in the order in which they were heard last. */
  public List<C> all() {
    return List.copyOf(heard);
  }

  /** Whether there is none. */
  public boolean isEmpty() {
    return heard.isEmpty();
  }

  /** Where the session was heard last; null if there is no connection. */
  public @Nullable C latest() {
    return heard.isEmpty() ? null : heard.getLast();
  }

  /** Where it was heard last, if frames may be sent there at any time. */
  public @Nullable C stream() {
    C latest = latest();
    return latest == null || latest.isPolled() ? null : latest;
  }

  /** The connection whose oldest request is to be answered now; null if none is. */
  public @Nullable C due(ServerSession session, long now) {
    for (C carrier : heard.reversed()) {
      if (answerAt(carrier, session, now) <= now) {
        return carrier;
      }
    }
    return null;
  }

  /** When the next request is to be answered. */
  public long nextDue(ServerSession session, long now) {
    long next = Time.NEVER;
    for (C carrier : heard) {
      next = Math.min(next, answerAt(carrier, session, now));
    }
    return next;
  }

  /** Whether any request waits for an answer. */
  public boolean anyOpen() {
    return heard.stream().anyMatch(carrier -> !carrier.requests().isEmpty());
  }

  private long answerAt(C carrier, ServerSession session, long now) {
    OpenRequests open = carrier.requests();
    return open.isEmpty() ? Time.NEVER : session.answerAt(open.askedAt(), open.rule(), now);
  }
}
