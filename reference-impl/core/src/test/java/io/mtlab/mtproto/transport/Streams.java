package io.mtlab.mtproto.transport;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.crypto.Entropy;
import io.mtlab.mtproto.machine.Address;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Streams and their pieces, for tests. */
final class Streams {
  static final long NOW = 1_767_225_600_000_000_000L;

  /** Transports that are nothing but frames. */
  static final List<TransportSpec> PLAIN =
      List.of(TransportSpec.ABRIDGED, TransportSpec.INTERMEDIATE);

  private Streams() {}

  /** Random content of this size that looks like a message under a key. */
  static Bytes message(int size, Random random) {
    byte[] bytes = new byte[size];
    random.nextBytes(bytes);
    bytes[0] |= 1;
    return Bytes.wrap(bytes);
  }

  /** A random message, mostly small, sometimes around the border of the abridged long form. */
  static Bytes message(Random random) {
    return message(24 + 16 * random.nextInt(1, random.nextInt(5) == 0 ? 75 : 5), random);
  }

  static TransportSpec spec(Random random) {
    return PLAIN.get(random.nextInt(PLAIN.size()));
  }

  /** The client's end of a connection that stands, for transports that are ready at once. */
  static ClientTransport client(TransportSpec spec) {
    var to = new Destination(new Address("dc2", 443), 2);
    ClientTransport client = new ClientTransport(spec, to, Padding.UP_TO_15, entropy());
    client.opened(NOW, new Heard());
    return client;
  }

  static ServerTransport server() {
    return new ServerTransports(ServerTransports.Settings.DEFAULT, entropy()).accept();
  }

  private static Entropy entropy() {
    return new Random(1)::nextBytes;
  }

  static Bytes hex(String... parts) {
    return Bytes.fromHex(String.join("", parts));
  }

  /** One piece for each byte. */
  static List<Bytes> singly(Bytes stream) {
    List<Bytes> pieces = new ArrayList<>();
    for (int i = 0; i < stream.size(); i++) {
      pieces.add(Bytes.copyOf(stream.slice(i, i + 1).toArray()));
    }
    return pieces;
  }

  /** Two pieces, the first of this size. */
  static List<Bytes> cutAt(int size, Bytes stream) {
    return List.of(stream.slice(0, size), stream.from(size));
  }

  /** Pieces of random sizes, empty ones among them. */
  static List<Bytes> cut(Bytes stream, Random random) {
    List<Bytes> pieces = new ArrayList<>();
    int at = 0;
    while (at < stream.size()) {
      int most = random.nextInt(4) == 0 ? 2000 : 9;
      int to = Math.min(stream.size(), at + random.nextInt(most));
      pieces.add(stream.slice(at, to));
      at = to;
    }
    return pieces;
  }
}
