package io.mtlab.mtproto.fuzz;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.crypto.Entropy;
import io.mtlab.mtproto.fault.ProtocolException;
import io.mtlab.mtproto.machine.Address;
import io.mtlab.mtproto.machine.Time;
import io.mtlab.mtproto.transport.ClientTransport;
import io.mtlab.mtproto.transport.Destination;
import io.mtlab.mtproto.transport.Observer;
import io.mtlab.mtproto.transport.Padding;
import io.mtlab.mtproto.transport.ServerTransport;
import io.mtlab.mtproto.transport.ServerTransports;
import io.mtlab.mtproto.transport.Sink;
import io.mtlab.mtproto.transport.TransportSpec;
import io.mtlab.mtproto.transport.mask.ProxySecret;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** The ends of a connection, and its middle. Input comes in two pieces. */
final class Streams {
  static final long NOW = 1_767_225_600L * Time.SECOND;
  static final Destination TO = new Destination(new Address("dc2", 443), 2);
  private static final String KEY = "000102030405060708090a0b0c0d0e0f";
  static final List<ProxySecret> SECRETS =
      List.of(
          ProxySecret.parse(KEY),
          ProxySecret.parse("dd" + KEY),
          ProxySecret.parse("ee" + KEY + "6578616d706c652e636f6d"));
  private static final Observer.Sink NOWHERE =
      new Observer.Sink() {
        @Override
        public void frame(Bytes unit) {}

        @Override
        public void opaque(Bytes bytes) {}
      };

  /** Keeps the frames. */
  static final class Found implements Sink {
    final List<Bytes> sent = new ArrayList<>();

    @Override
    public void frame(Bytes payload) {}

    @Override
    public void error(int code) {}

    @Override
    public void send(Bytes wire) {
      sent.add(wire);
    }

    @Override
    public void secure(Bytes already) {}

    @Override
    public void quickAck(int token) {}
  }

  private Streams() {}

  static void server(Bytes input) throws ProtocolException {
    var settings = new ServerTransports.Settings(Padding.UP_TO_15, SECRETS);
    ServerTransport end = new ServerTransports(settings, entropy()).accept();
    int half = input.size() / 2;
    end.received(input.slice(0, half), NOW, new Found());
    end.received(input.from(half), NOW, new Found());
    end.ended();
  }

  static void client(Bytes input) throws ProtocolException {
    if (input.isEmpty()) {
      return;
    }
    List<TransportSpec> specs = specs();
    ClientTransport end = client(specs.get((input.toArray()[0] & 0xff) % specs.size()));
    int half = (input.size() + 1) / 2;
    end.received(input.slice(1, half), NOW, new Found());
    end.received(input.from(half), NOW, new Found());
    end.ended();
  }

  static ClientTransport client(TransportSpec spec) {
    ClientTransport end = new ClientTransport(spec, TO, Padding.UP_TO_15, entropy());
    end.opened(NOW, new Found());
    return end;
  }

  static void observer(Bytes input) {
    Observer observer = new Observer(SECRETS);
    int half = input.size() / 2;
    observer.fromClient(input.slice(0, half), NOWHERE);
    observer.fromServer(input.from(half), NOWHERE);
    observer.fromClient(input.from(half), NOWHERE);
  }

  /** Every transport over a stream. */
  static List<TransportSpec> specs() {
    List<TransportSpec> specs = new ArrayList<>();
    for (String name : TransportSpec.names()) {
      if (!name.equals("udp")) {
        ProxySecret secret =
            switch (name) {
              case "mtproxy" -> SECRETS.get(0);
              case "mtproxy-dd" -> SECRETS.get(1);
              default -> SECRETS.get(2);
            };
        specs.add(TransportSpec.named(name, TransportSpec.needsSecret(name) ? secret : null));
      }
    }
    return specs;
  }

  static Entropy entropy() {
    SplittableRandom random = new SplittableRandom(1);
    return random::nextBytes;
  }
}
