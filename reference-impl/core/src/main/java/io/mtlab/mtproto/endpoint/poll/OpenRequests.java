package io.mtlab.mtproto.endpoint.poll;

import io.mtlab.mtproto.machine.Time;
import io.mtlab.mtproto.session.server.HttpWaiting;
import java.util.ArrayDeque;

/** The requests of one connection that have no answer yet. They are answered in their order. */
public final class OpenRequests {
  private final ArrayDeque<Request> open = new ArrayDeque<>(2);

  private static final class Request {
    private final long askedAt;
    private HttpWaiting rule = HttpWaiting.DEFAULT;

    Request(long askedAt) {
      this.askedAt = askedAt;
    }
  }

  /** A request came. */
  public void asked(long now) {
    open.addLast(new Request(now));
  }

  /** The latest request says how long it may wait; of several such words the last one counts. */
  public void waits(HttpWaiting rule) {
    if (!open.isEmpty()) {
      open.getLast().rule = rule;
    }
  }

  /** The oldest request has its answer. */
  public void answered() {
    open.removeFirst();
  }

  /** Whether nothing may be sent. */
  public boolean isEmpty() {
    return open.isEmpty();
  }

  /** When the oldest request came; never if there is none. */
  public long askedAt() {
    return open.isEmpty() ? Time.NEVER : open.getFirst().askedAt;
  }

  /** How long the oldest request may wait; there must be one. */
  public HttpWaiting rule() {
    return open.getFirst().rule;
  }
}
