package io.mtlab.mtproto.machine;

import io.mtlab.mtproto.bytes.Bytes;

/**
 * Says to which connection of a machine each datagram belongs that reaches its one port. Pure: a
 * driver carries datagrams and does what it is told. One thread at a time calls it.
 */
public interface Doorman {
  /** What becomes of a datagram. */
  sealed interface Verdict {
    /** Nothing: whoever sent it hears nothing, and nothing is remembered. */
    record Drop() implements Verdict {}

    /** It is answered, to where it came from, and nothing is remembered. */
    record Reply(Bytes datagram) implements Verdict {}

    /**
     * It is for the machine. From now on what the machine sends on this connection goes to where
     * the datagram came from.
     *
     * @param connection a number that is never used again; a new one is a new connection
     */
    record Belongs(long connection) implements Verdict {}
  }

  /** Judges a datagram that came from an address. */
  Verdict received(Bytes datagram, Address from, long now);

  /** The machine wants no more of a connection. */
  void ended(long connection);
}
