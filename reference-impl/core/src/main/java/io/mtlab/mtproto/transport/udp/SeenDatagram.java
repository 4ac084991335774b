package io.mtlab.mtproto.transport.udp;

import io.mtlab.mtproto.bytes.Bytes;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A datagram as somebody in the middle sees it.
 *
 * @param kind {@code hello}, {@code token}, {@code fragment}, {@code challenge}, {@code proof} or
 *     {@code end}
 * @param frame of a fragment: counts the frames of its sender from 0
 * @param index of a fragment: which piece of the frame, from 0
 * @param count of a fragment: how many pieces the frame has; 0 for the other kinds
 * @param bytes of the frame
 */
public record SeenDatagram(String kind, int frame, int index, int count, Bytes bytes) {
  /** Looks at a datagram; null if it is none of this protocol's. */
  public static @Nullable SeenDatagram of(Bytes wire) {
    Datagram datagram = Datagram.read(wire);
    if (datagram == null) {
      return null;
    }
    String kind = datagram.kind().name().toLowerCase(Locale.ROOT);
    if (datagram.kind() != Datagram.Kind.FRAGMENT) {
      return new SeenDatagram(kind, 0, 0, 0, Bytes.EMPTY);
    }
    Fragment piece = Fragment.read(datagram.rest());
    return new SeenDatagram(kind, piece.frame(), piece.index(), piece.count(), piece.bytes());
  }

  /**
   * A frame that nobody sent, in datagrams of the same connection and direction. Its number is one
   * that no other frame has: it counts back from the last one.
   *
   * @param like a datagram with a piece of a frame; by any other nothing can be told
   */
  public static List<Bytes> datagrams(Bytes frame, Bytes like) {
    Datagram datagram = Datagram.read(like);
    if (datagram == null || datagram.kind() != Datagram.Kind.FRAGMENT) {
      return List.of();
    }
    int number = ~Fragment.read(datagram.rest()).frame();
    return Fragment.cut(number, frame).stream()
        .map(piece -> new Datagram(Datagram.Kind.FRAGMENT, datagram.token(), piece.write()))
        .map(Datagram::write)
        .toList();
  }

  /** Whether this datagram holds a whole frame. */
  public boolean isWhole() {
    return count == 1;
  }
}
