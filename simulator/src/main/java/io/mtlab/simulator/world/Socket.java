package io.mtlab.simulator.world;

import io.mtlab.mtproto.machine.Address;
import io.mtlab.mtproto.machine.Conn;
import org.jspecify.annotations.Nullable;

/**
 * One side of a connection: whose it is, what the machine calls it, and whether it still stands.
 */
final class Socket {
  final Node node;
  final Conn conn;
  final boolean dialled;
  boolean open = true;
  @Nullable Conduit conduit;

  /** Where the datagrams of an accepted one go: to the address that it was last seen at. */
  @Nullable Address peer;

  Socket(Node node, Conn conn, boolean dialled) {
    this.node = node;
    this.conn = conn;
    this.dialled = dialled;
  }
}
