package io.mtlab.mtproto.machine;

import io.mtlab.mtproto.bytes.Bytes;

/**
 * One shard of a protocol end, without I/O: all its connections, sessions and keys. Connections,
 * bytes, answers and time go in; what it wants done goes out through {@link Out}, in order. A
 * client is a shard of one.
 *
 * <p>One thread at a time calls it. {@code now} is in nanoseconds since the Unix epoch and never
 * goes back.
 */
public interface Machine {
  /** A connection stands: one that was dialled, or one that a peer opened. */
  void opened(Conn conn, Peer peer, long now);

  /** A piece of a stream of any size, or exactly one datagram. */
  void received(Conn conn, Bytes bytes, long now);

  /** A connection is no more, or could not be made. Not called after {@link Out#close}. */
  void closed(Conn conn, Cause cause, long now);

  /**
   * The part behind this machine answered what was asked under {@code ticket}. A client asks
   * nobody, so it need not say what it would do.
   */
  default void answered(Ticket ticket, Answer answer, long now) {
    throw new IllegalStateException("this machine asks nobody behind it");
  }

  /** The part behind this machine says something unasked. Nobody is behind a client. */
  default void pushed(Push push, long now) {
    throw new IllegalStateException("nobody is behind this machine");
  }

  /** The time of {@link #nextWake()} has come, or any other time. */
  void wake(long now);

  /** When this machine wants to be woken: one alarm for the shard; {@link Time#NEVER} for none. */
  long nextWake();
}
