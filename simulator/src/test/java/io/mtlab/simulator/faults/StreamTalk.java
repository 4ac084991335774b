package io.mtlab.simulator.faults;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.fault.ProtocolException;
import io.mtlab.mtproto.machine.Address;
import io.mtlab.mtproto.transport.ClientTransport;
import io.mtlab.mtproto.transport.Destination;
import io.mtlab.mtproto.transport.Padding;
import io.mtlab.mtproto.transport.ServerTransport;
import io.mtlab.mtproto.transport.ServerTransports;
import io.mtlab.mtproto.transport.TransportSpec;
import io.mtlab.simulator.seed.Seeds;
import java.util.List;
import java.util.function.Function;

/** Frames in a stream, whatever masks or carries it. */
final class StreamTalk extends Talk {
  private static final Seeds CHANCE = new Seeds(3);

  private final ClientTransport client;
  private final ServerTransport server;
  private boolean open;

  StreamTalk(TransportSpec spec) {
    var to = new Destination(new Address("dc2", 443), 2);
    var gate = new ServerTransports.Settings(Padding.UP_TO_15, FaultsSuite.SECRETS);
    client = new ClientTransport(spec, to, Padding.UP_TO_15, CHANCE.entropy("client"));
    server = new ServerTransports(gate, CHANCE.entropy("server")).accept();
  }

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
    wire.toServer(joined(messages, client::encode));
  }

  @Override
  void answer(List<Bytes> messages, Wire wire) {
    wire.toClient(joined(messages, server::encode));
  }

  private static Bytes joined(List<Bytes> messages, Function<Bytes, Bytes> encode) {
    return Bytes.concat(messages.stream().map(encode).toArray(Bytes[]::new));
  }

  @Override
  void fromClient(Bytes bytes, Wire wire) {
    try {
      server.received(bytes, 0, new Ear(atServer, wire::toClient, () -> open = true));
    } catch (ProtocolException broken) {
      atServer.add("" + broken.fault());
    }
  }

  @Override
  void fromServer(Bytes bytes, Wire wire) {
    try {
      client.received(bytes, 0, new Ear(atClient, wire::toServer, () -> open = true));
    } catch (ProtocolException broken) {
      atClient.add("" + broken.fault());
    }
  }
}
