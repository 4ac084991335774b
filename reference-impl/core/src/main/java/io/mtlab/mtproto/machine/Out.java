package io.mtlab.mtproto.machine;

import io.mtlab.mtproto.bytes.Bytes;

/**
 * Where a machine puts what it wants done. An implementation queues or schedules; it never calls
 * back into the machine.
 */
public interface Out {
  /** Open a connection; {@link Machine#opened} or {@link Machine#closed} tells how it went. */
  void dial(Conn conn, Address to);

  /** Send bytes behind those sent before; ignored if the connection is no more. */
  void transmit(Conn conn, Bytes bytes);

  /** End a connection. Nothing more is heard of it. */
  void close(Conn conn, How how);

  /** Ask the part behind; {@link Machine#answered} brings the answer. */
  void ask(Ticket ticket, Request request);

  /** Tell the owner. */
  void happened(Event event);
}
