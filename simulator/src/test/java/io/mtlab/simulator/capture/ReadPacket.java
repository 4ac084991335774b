package io.mtlab.simulator.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtlab.mtproto.bytes.Bytes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A packet read back from a pcapng file, by another hand than the one that wrote it. */
record ReadPacket(long time, Bytes packet, String comment) {
  private static final int ENHANCED_PACKET = 6;
  private static final int IP_BYTES = 20;
  private static final int UDP = 17;

  static List<ReadPacket> all(Path file) throws IOException {
    ByteBuffer in = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    List<ReadPacket> packets = new ArrayList<>();
    while (in.hasRemaining()) {
      int start = in.position();
      int type = in.getInt();
      int length = in.getInt();
      assertThat(length % 4).isZero();
      assertThat(in.getInt(start + length - 4)).isEqualTo(length);
      if (type == ENHANCED_PACKET) {
        packets.add(packet(in.slice(start + 8, length - 12).order(ByteOrder.LITTLE_ENDIAN)));
      }
      in.position(start + length);
    }
    return packets;
  }

  private static ReadPacket packet(ByteBuffer block) {
    block.getInt();
    long time = ((long) block.getInt() << 32) | (block.getInt() & 0xffffffffL);
    byte[] bytes = new byte[block.getInt()];
    assertThat(block.getInt()).isEqualTo(bytes.length);
    block.get(bytes);
    block.position((block.position() + 3) & -4);
    String comment = "";
    if (block.remaining() >= 4 && block.getShort() == 1) {
      byte[] text = new byte[block.getShort()];
      block.get(text);
      comment = new String(text, StandardCharsets.UTF_8);
    }
    return new ReadPacket(time, Bytes.wrap(bytes), comment);
  }

  /** The data of all packets to this port, put together by their sequence numbers. */
  static Bytes stream(List<ReadPacket> packets, int port) {
    Bytes stream = Bytes.EMPTY;
    for (ReadPacket each : packets) {
      ByteBuffer packet = ByteBuffer.wrap(each.packet.toArray());
      if ((packet.getShort(IP_BYTES + 2) & 0xffff) == port && !each.data().isEmpty()) {
        assertThat(packet.getInt(IP_BYTES + 4)).isEqualTo(1 + stream.size());
        stream = Bytes.concat(stream, each.data());
      }
    }
    return stream;
  }

  Bytes data() {
    int header = packet.at(9) == UDP ? 8 : ((packet.at(IP_BYTES + 12) & 0xf0) >> 4) * 4;
    return packet.from(IP_BYTES + header);
  }

  int flags() {
    return packet.at(IP_BYTES + 13);
  }

  /** A sum over header and checksum is zero in one's complement. */
  boolean checksumsAreRight() {
    int size = packet.size() - IP_BYTES;
    byte[] pseudo = {0, packet.at(9), (byte) (size >> 8), (byte) size};
    Bytes rest =
        Bytes.concat(packet.slice(12, IP_BYTES), Bytes.wrap(pseudo), packet.from(IP_BYTES));
    return folded(packet.slice(0, IP_BYTES)) == 0xffff && folded(rest) == 0xffff;
  }

  private static int folded(Bytes bytes) {
    long sum = 0;
    for (int i = 0; i < bytes.size(); i++) {
      sum += (long) (bytes.at(i) & 0xff) << (i % 2 == 0 ? 8 : 0);
    }
    while (sum > 0xffff) {
      sum = (sum & 0xffff) + (sum >>> 16);
    }
    return (int) sum;
  }
}
