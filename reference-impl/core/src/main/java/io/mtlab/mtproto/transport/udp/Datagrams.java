package io.mtlab.mtproto.transport.udp;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.transport.Sink;
import io.mtlab.mtproto.transport.udp.Datagram.Kind;

/** A frame as the datagrams that carry it. */
final class Datagrams {
  /**
   * What fits into one datagram with key number and message key (24), the envelope (32), its
   * padding (12 to 27) and the head of a container (8).
   */
  static final int CONTAINER_BYTES = (Fragment.BYTES_MAX - 24) / 16 * 16 - 32 - 12 - 8;

  private Datagrams() {}

  static void send(Bytes token, int number, Bytes frame, Sink sink) {
    for (Fragment fragment : Fragment.cut(number, frame)) {
      sink.send(new Datagram(Kind.FRAGMENT, token, fragment.write()).write());
    }
  }
}
