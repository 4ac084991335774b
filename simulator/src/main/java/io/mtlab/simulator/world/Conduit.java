package io.mtlab.simulator.world;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.machine.How;
import io.mtlab.simulator.network.Unit;

/** What joins two sockets through the network. */
interface Conduit {
  /** A machine writes. */
  void send(Socket from, Bytes bytes, long now);

  /** A machine wants no more of it. */
  void end(Socket from, How how, long now);

  /** Stages may be due before their alarm rings. */
  void wake(long now);

  /** The network cuts it. */
  void cut();

  /** The client's side is gone from the network: it hears of that, the server's does not. */
  void lose();

  /** Brings what left the network to the machine at that side. */
  void arrive(boolean atServer, Unit unit, long now);
}
