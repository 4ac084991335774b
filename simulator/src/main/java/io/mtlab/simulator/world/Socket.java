package io.mtlab.simulator.world;

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

  Socket(Node node, Conn conn, boolean dialled) {
    this.node = node;
    this.conn = conn;
    this.dialled = dialled;
  }
}
