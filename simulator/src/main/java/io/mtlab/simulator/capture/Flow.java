package io.mtlab.simulator.capture;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.machine.How;
import io.mtlab.simulator.capture.Packets.Place;
import java.io.IOException;

/** One connection on one leg, as packets in its file. */
final class Flow {
  /** Larger pieces are cut: a packet's length has 16 bits. */
  private static final int SEGMENT_BYTES_MAX = 32 * 1024;

  private static final byte[] NOTHING = new byte[0];

  private final Pcapng file;
  private final boolean datagrams;
  private final Half client;
  private final Half server;

  /** What one side has sent. */
  private static final class Half {
    final Place place;
    int sequence;
    boolean ended;

    Half(Place place) {
      this.place = place;
    }
  }

  Flow(Pcapng file, boolean datagrams, Place client, Place server) {
    this.file = file;
    this.datagrams = datagrams;
    this.client = new Half(client);
    this.server = new Half(server);
  }

  /** The connection stands. */
  void begin(long now) throws IOException {
    if (!datagrams) {
      segment(client, server, Packets.SYN, NOTHING, now, "");
      client.sequence++;
      segment(server, client, Packets.SYN | Packets.ACK, NOTHING, now, "");
      server.sequence++;
      segment(client, server, Packets.ACK, NOTHING, now, "");
    }
  }

  /** A piece of a stream, or a datagram. */
  void data(boolean fromClient, Bytes bytes, long now, String comment) throws IOException {
    Half from = fromClient ? client : server;
    Half to = fromClient ? server : client;
    if (datagrams) {
      file.packet(now, Packets.udp(from.place, to.place, bytes.toArray()), comment);
      return;
    }
    for (int at = 0; at < bytes.size(); at += SEGMENT_BYTES_MAX) {
      int end = Math.min(bytes.size(), at + SEGMENT_BYTES_MAX);
      String said = end == bytes.size() ? comment : "";
      segment(from, to, Packets.PUSH | Packets.ACK, bytes.slice(at, end).toArray(), now, said);
      from.sequence += end - at;
    }
  }

  /** One side ends its stream. */
  void end(boolean fromClient, How how, long now) throws IOException {
    Half from = fromClient ? client : server;
    if (datagrams || from.ended) {
      return;
    }
    from.ended = true;
    int flag = how == How.FIN ? Packets.FIN : Packets.RST;
    segment(from, fromClient ? server : client, flag | Packets.ACK, NOTHING, now, "");
    from.sequence++;
  }

  private void segment(Half from, Half to, int flags, byte[] data, long now, String comment)
      throws IOException {
    byte[] packet = Packets.tcp(from.place, to.place, from.sequence, to.sequence, flags, data);
    file.packet(now, packet, comment);
  }
}
