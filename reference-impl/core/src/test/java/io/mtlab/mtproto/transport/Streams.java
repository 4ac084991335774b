package io.mtlab.mtproto.transport;

import io.mtlab.mtproto.bytes.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Streams and their pieces, for tests. */
final class Streams {
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
    return message(4 * random.nextInt(4, random.nextInt(5) == 0 ? 300 : 20), random);
  }

  static TransportKind kind(Random random) {
    return random.nextBoolean() ? TransportKind.ABRIDGED : TransportKind.INTERMEDIATE;
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
