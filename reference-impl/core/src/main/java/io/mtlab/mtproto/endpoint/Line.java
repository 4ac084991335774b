package io.mtlab.mtproto.endpoint;

import io.mtlab.mtproto.handshake.ClientHandshake;
import io.mtlab.mtproto.machine.Conn;
import io.mtlab.mtproto.transport.ClientTransport;
import org.jspecify.annotations.Nullable;

/** What there is of a client's connection. */
sealed interface Line {
  /** The connection, also one that is being made. */
  default @Nullable Conn conn() {
    return null;
  }

  /** How frames are cut on a connection that stands. */
  default @Nullable ClientTransport transport() {
    return null;
  }

  /** None, and none is wanted. */
  record None() implements Line {}

  /** None until {@code at}. */
  record Waiting(long at) implements Line {}

  /** It is being made. */
  record Dialling(Conn conn, long giveUpAt) implements Line {}

  /** A key is being agreed on. */
  record Exchanging(Conn conn, ClientTransport transport, ClientHandshake exchange)
      implements Line {}

  /** The session uses it. */
  record Ready(Conn conn, ClientTransport transport) implements Line {}
}
