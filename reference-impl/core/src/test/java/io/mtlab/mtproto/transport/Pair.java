package io.mtlab.mtproto.transport;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.crypto.Entropy;
import io.mtlab.mtproto.fault.ProtocolException;
import io.mtlab.mtproto.machine.Address;
import io.mtlab.mtproto.transport.mask.ProxySecret;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Both ends of one connection. What one end sends goes through {@code upward} or {@code downward},
 * where a test may cut, change or lose it, and into the other end.
 */
final class Pair {
  static final ProxySecret SIMPLE = ProxySecret.parse("000102030405060708090a0b0c0d0e0f");
  static final ProxySecret PADDED = ProxySecret.parse("dd101112131415161718191a1b1c1d1e1f");
  static final ProxySecret FAKE_TLS =
      ProxySecret.parse("ee202122232425262728292a2b2c2d2e2f" + "7777772e6578616d706c652e636f6d");
  static final List<ProxySecret> SECRETS = List.of(SIMPLE, PADDED, FAKE_TLS);

  /** Every transport over TCP. */
  static final List<TransportSpec> SPECS =
      TransportSpec.all(SECRETS).stream()
          .filter(spec -> spec.carrier() == Carrier.TCP || spec.carrier() == Carrier.FAKE_TLS)
          .toList();

  /** What happens on the way: pieces in, pieces out. */
  @FunctionalInterface
  interface Way {
    List<Bytes> pass(Bytes wire);
  }

  final ClientTransport client;
  final ServerTransport server;
  final Ear clientHeard = new Ear();
  final Ear serverHeard = new Ear();
  Way upward = List::of;
  Way downward = List::of;
  boolean ready;
  boolean secured;

  Pair(TransportSpec spec, Entropy entropy) {
    this(spec, entropy, gate(entropy));
  }

  Pair(TransportSpec spec, Entropy entropy, ServerTransports gate) {
    var to = new Destination(new Address("dc2", 443), 2);
    client = new ClientTransport(spec, to, Padding.UP_TO_15, entropy);
    server = gate.accept();
  }

  static ServerTransports gate(Entropy entropy) {
    return new ServerTransports(new ServerTransports.Settings(Padding.UP_TO_15, SECRETS), entropy);
  }

  static Entropy chance(Random random) {
    return random::nextBytes;
  }

  /** Lets the client begin, and both ends finish what they say before frames. */
  Pair open() throws ProtocolException {
    client.opened(Streams.NOW, new ClientSink());
    return this;
  }

  void up(Bytes wire) throws ProtocolException {
    for (Bytes piece : upward.pass(wire)) {
      server.received(piece, Streams.NOW, new ServerSink());
    }
  }

  void down(Bytes wire) throws ProtocolException {
    for (Bytes piece : downward.pass(wire)) {
      client.received(piece, Streams.NOW, new ClientSink());
    }
  }

  /** What an end found. */
  static final class Ear {
    final List<Bytes> frames = new ArrayList<>();
    final List<Bytes> toAcknowledge = new ArrayList<>();
    final List<Integer> errors = new ArrayList<>();
    final List<Integer> tokens = new ArrayList<>();
  }

  private abstract static class Hearing implements Sink {
    private final Ear ear;

    Hearing(Ear ear) {
      this.ear = ear;
    }

    @Override
    public void frame(Bytes payload) {
      ear.frames.add(payload);
    }

    @Override
    public void frameToAcknowledge(Bytes payload) {
      ear.toAcknowledge.add(payload);
    }

    @Override
    public void error(int code) {
      ear.errors.add(code);
    }

    @Override
    public void quickAck(int token) {
      ear.tokens.add(token);
    }
  }

  private final class ClientSink extends Hearing {
    ClientSink() {
      super(clientHeard);
    }

    @Override
    public void send(Bytes wire) {
      try {
        up(wire);
      } catch (ProtocolException broken) {
        throw new AssertionError(broken);
      }
    }

    @Override
    public void secure(Bytes already) {
      throw new AssertionError("no client asks for TLS here");
    }

    @Override
    public void ready() {
      ready = true;
    }
  }

  private final class ServerSink extends Hearing {
    ServerSink() {
      super(serverHeard);
    }

    @Override
    public void send(Bytes wire) {
      try {
        down(wire);
      } catch (ProtocolException broken) {
        throw new AssertionError(broken);
      }
    }

    @Override
    public void secure(Bytes already) {
      secured = true;
    }
  }
}
