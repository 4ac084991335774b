package io.mtlab.simulator.network;

/**
 * Watches one connection on both sides of the network: what goes in, and what comes out again. It
 * must not change anything.
 */
public interface Tap {
  /** Watches nothing. */
  Tap NONE =
      new Tap() {
        @Override
        public void entered(Stream stream, Unit unit, long now) {}

        @Override
        public void left(Stream stream, Unit unit, long now) {}
      };

  /** A piece of a stream, a datagram or an end was given to the network. */
  void entered(Stream stream, Unit unit, long now);

  /** A piece of a stream, a datagram or an end left the network. */
  void left(Stream stream, Unit unit, long now);

  /** Makes taps. Over real sockets several threads call it at once. */
  @FunctionalInterface
  interface Source {
    /** Watches nothing. */
    Source NONE = (id, datagrams, now) -> Tap.NONE;

    /** A connection begins, or the path of a client's datagrams. */
    Tap open(PassageId id, boolean datagrams, long now);
  }
}
