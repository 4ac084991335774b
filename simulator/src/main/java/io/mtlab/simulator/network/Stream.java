package io.mtlab.simulator.network;

/** A direction of a connection, by the names that Toxiproxy gave them. */
public enum Stream {
  /** From the client to the server. */
  UPSTREAM,
  /** From the server to the client. */
  DOWNSTREAM;

  /** The other direction. */
  public Stream opposite() {
    return this == UPSTREAM ? DOWNSTREAM : UPSTREAM;
  }
}
