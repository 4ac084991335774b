package io.mtlab.mtproto.machine;

import io.mtlab.mtproto.bytes.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * Where a machine puts what it wants done. An implementation queues or schedules; it never calls
 * back into the machine.
 */
public interface Out {
  /** Open a connection; {@link Machine#opened} or {@link Machine#closed} tells how it went. */
  void dial(Conn conn, Address to, Channel channel);

  /** Send bytes behind those sent before; ignored if the connection is no more. */
  void transmit(Conn conn, Bytes bytes);

  /**
   * Put TLS under a stream. From now on what is transmitted and received is plain text; a handshake
   * that fails ends the connection, and so does a driver that has another server answer.
   *
   * @param server whom this machine expects at the other end, which is not always what it dialled;
   *     null if it is the server itself, with the driver's certificate
   * @param already the bytes of the TLS stream that the machine has received
   */
  void startTls(Conn conn, @Nullable Address server, Bytes already);

  /** End a connection. Nothing more is heard of it. */
  void close(Conn conn, How how);

  /** Ask the part behind; {@link Machine#answered} brings the answer. */
  void ask(Ticket ticket, Request request);

  /** Tell the owner. */
  void happened(Event event);
}
