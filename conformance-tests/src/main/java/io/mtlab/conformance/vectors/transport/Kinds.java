package io.mtlab.conformance.vectors.transport;

import io.mtlab.conformance.vectors.format.NotHere;
import io.mtlab.conformance.vectors.format.Vector;
import io.mtlab.mtproto.crypto.Entropy;
import io.mtlab.mtproto.machine.Address;
import io.mtlab.mtproto.transport.ClientTransport;
import io.mtlab.mtproto.transport.Destination;
import io.mtlab.mtproto.transport.Padding;
import io.mtlab.mtproto.transport.ServerTransport;
import io.mtlab.mtproto.transport.ServerTransports;
import io.mtlab.mtproto.transport.TransportSpec;
import io.mtlab.mtproto.transport.mask.ProxySecret;
import java.util.List;
import java.util.SplittableRandom;

/** Which of the core's transports a test is about. */
final class Kinds {
  private Kinds() {}

  static final long NOW = 1_767_225_600_000_000_000L;

  private static final Destination TO = new Destination(new Address("dc2", 443), 2);

  /** A client's end that draws its padding from this. */
  static ClientTransport client(TransportSpec spec, Entropy entropy) {
    return new ClientTransport(spec, TO, Padding.UP_TO_15, entropy);
  }

  /** A server that knows these secrets. */
  static ServerTransport server(List<ProxySecret> secrets) {
    return gate(secrets).accept();
  }

  /** What all connections of such a server have in common. */
  static ServerTransports gate(List<ProxySecret> secrets) {
    var settings = new ServerTransports.Settings(Padding.UP_TO_15, secrets);
    return new ServerTransports(settings, new SplittableRandom(1)::nextBytes);
  }

  static ServerTransport server(Entropy entropy) {
    return new ServerTransports(ServerTransports.Settings.DEFAULT, entropy).accept();
  }

  static TransportSpec of(Vector vector) throws NotHere {
    String name = vector.text("transport");
    return switch (name) {
      case "abridged" -> TransportSpec.ABRIDGED;
      case "intermediate" -> TransportSpec.INTERMEDIATE;
      case "padded" -> TransportSpec.PADDED;
      case "full" -> TransportSpec.FULL;
      default -> throw new NotHere("the core does not speak the " + name + " transport");
    };
  }
}
