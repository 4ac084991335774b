package io.mtlab.simulator.network;

import io.mtlab.mtproto.crypto.Direction;

/** A direction of a connection, by the names that Toxiproxy gave them. */
public enum Stream {
  /** From the client to the server. */
  UPSTREAM,
  /** From the server to the client. */
  DOWNSTREAM;

  /** The same as those who encrypt call it. */
  public Direction direction() {
    return this == UPSTREAM ? Direction.TO_SERVER : Direction.TO_CLIENT;
  }
}
