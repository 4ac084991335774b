package io.mtlab.netty;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.machine.Address;
import io.mtlab.mtproto.machine.Cause;
import io.mtlab.mtproto.machine.Conn;
import io.mtlab.mtproto.machine.How;
import org.jspecify.annotations.Nullable;

/**
 * One connection of one machine, over whatever. What the machine wants is noted, and carried out by
 * {@link #settle} at the end of the turn.
 */
interface Wire {
  Conn conn();

  /** The machine writes. */
  void transmit(Bytes bytes);

  /**
   * TLS lies under what comes from now on; streams only.
   *
   * @param server whom the machine expects at the other end; null if it is the server itself
   * @param already the bytes of it that have come
   */
  void startTls(@Nullable Address server, Bytes already);

  /** The machine has forgotten this connection. */
  void close(How how);

  /** Carries out what was noted. */
  void settle();

  /** Cuts the connection and tells the machine, which must not be calling. */
  void end(Cause why);

  /** Whether what arrives is to be read. */
  void setReading(boolean reading);

  /** How many bytes wait to be written. */
  long backlogBytes();
}
