package io.mtlab.mtproto.endpoint.poll;

/** A connection that carries sessions. */
public interface Carrier {
  /** Whether something may be sent only as the answer to a request. */
  boolean isPolled();

  /** The requests that have no answer; none on a stream. */
  OpenRequests requests();
}
