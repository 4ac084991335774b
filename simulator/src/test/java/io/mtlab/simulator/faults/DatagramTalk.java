package io.mtlab.simulator.faults;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.machine.Address;
import io.mtlab.mtproto.machine.Doorman;
import io.mtlab.mtproto.transport.udp.UdpClient;
import io.mtlab.mtproto.transport.udp.UdpDoor;
import io.mtlab.mtproto.transport.udp.UdpServer;
import io.mtlab.simulator.seed.Seeds;
import java.util.List;

/** Datagrams: a hello and a token, then one for each message. */
final class DatagramTalk extends Talk {
  private static final Seeds CHANCE = new Seeds(3);
  private static final Address CLIENT = new Address("client", 1);

  private final UdpClient client = new UdpClient(CHANCE.entropy("client"));
  private final UdpDoor door = new UdpDoor(CHANCE.entropy("door"));
  private final UdpServer server = new UdpServer();
  private boolean open;

  @Override
  void open(Wire wire) {
    client.opened(0, new Ear(atClient, wire::toServer, () -> open = true));
  }

  @Override
  boolean isOpen() {
    return open;
  }

  @Override
  void ask(List<Bytes> messages, Wire wire) {
    messages.forEach(
        message -> client.send(message, new Ear(atClient, wire::toServer, () -> open = true)));
  }

  @Override
  void answer(List<Bytes> messages, Wire wire) {
    messages.forEach(
        message -> server.send(message, new Ear(atServer, wire::toClient, () -> open = true)));
  }

  @Override
  void fromClient(Bytes bytes, Wire wire) {
    switch (door.received(bytes, CLIENT, 0)) {
      case Doorman.Verdict.Reply(Bytes datagram) -> wire.toClient(datagram);
      case Doorman.Verdict.Belongs _ ->
          server.received(bytes, 0, new Ear(atServer, wire::toClient, () -> open = true));
      case Doorman.Verdict.Drop _ -> {}
    }
  }

  @Override
  void fromServer(Bytes bytes, Wire wire) {
    client.received(bytes, 0, new Ear(atClient, wire::toServer, () -> open = true));
  }
}
