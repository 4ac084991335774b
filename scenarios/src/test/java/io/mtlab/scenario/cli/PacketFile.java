package io.mtlab.scenario.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * A pcapng file whose packets are spoilt on purpose, as a bad network or a bad peer would do it.
 *
 * @see <a href="https://www.ietf.org/archive/id/draft-ietf-opsawg-pcapng-02.html">pcapng</a>
 */
final class PacketFile {
  private static final int ENHANCED_PACKET = 6;
  private static final int PACKET_AT = 28;
  private static final int CAPTURED_AT = 20;

  /** Headers of IPv4, without options, and of TCP. */
  private static final int IP_BYTES = 20;

  private static final int TOTAL_LENGTH_AT = 2;
  private static final int SEQUENCE_AT = IP_BYTES + 4;
  private static final int TCP_OFFSET_AT = IP_BYTES + 12;
  private static final int UDP_HEADERS_BYTES = IP_BYTES + 8;
  private static final int PROTOCOL_AT = 9;
  private static final int TCP = 6;

  private final List<byte[]> blocks = new ArrayList<>();

  private PacketFile() {}

  static PacketFile read(Path path) throws IOException {
    PacketFile file = new PacketFile();
    byte[] all = Files.readAllBytes(path);
    ByteBuffer bytes = ByteBuffer.wrap(all).order(ByteOrder.LITTLE_ENDIAN);
    for (int at = 0; at < all.length; ) {
      int size = bytes.getInt(at + 4);
      file.blocks.add(Arrays.copyOfRange(all, at, at + size));
      at += size;
    }
    return file;
  }

  void write(Path path) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    blocks.forEach(all::writeBytes);
    Files.write(path, all.toByteArray());
  }

  /** Changes some bytes of what TCP and UDP carry, never of their headers. */
  void garble(Random random, double probability) {
    for (byte[] block : blocks) {
      int from = payloadAt(block);
      int to = endOf(block);
      if (from < to && random.nextDouble() < probability) {
        for (int i = random.nextInt(8); i >= 0; i--) {
          block[from + random.nextInt(Math.min(to - from, 1 << random.nextInt(12)))] =
              (byte) random.nextInt();
        }
      }
    }
  }

  /** Cuts each segment of TCP in two, whose second comes first, and again after the first. */
  void cut() {
    List<byte[]> cut = new ArrayList<>();
    for (byte[] block : blocks) {
      int from = payloadAt(block);
      int size = endOf(block) - from;
      if (from > endOf(block) || size < 2) {
        cut.add(block);
        continue;
      }
      byte[] second = segment(block, size / 2, size);
      cut.addAll(List.of(second, segment(block, 0, size / 2), second));
    }
    blocks.clear();
    blocks.addAll(cut);
  }

  /** The same packet with a part of its payload, without comment. */
  private static byte[] segment(byte[] block, int from, int to) {
    int payloadAt = payloadAt(block);
    int packet = payloadAt - PACKET_AT + to - from;
    int size = PACKET_AT + (packet + 3) / 4 * 4 + Integer.BYTES;
    ByteBuffer made = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    made.put(block, 0, payloadAt).put(block, payloadAt + from, to - from);
    made.putInt(4, size).putInt(CAPTURED_AT, packet).putInt(CAPTURED_AT + 4, packet);
    made.putInt(size - Integer.BYTES, size).order(ByteOrder.BIG_ENDIAN);
    made.putShort(PACKET_AT + TOTAL_LENGTH_AT, (short) packet);
    made.putInt(PACKET_AT + SEQUENCE_AT, made.getInt(PACKET_AT + SEQUENCE_AT) + from);
    return made.array();
  }

  private static int payloadAt(byte[] block) {
    if (block[0] != ENHANCED_PACKET) {
      return Integer.MAX_VALUE;
    }
    boolean tcp = block[PACKET_AT + PROTOCOL_AT] == TCP;
    int headers =
        tcp ? IP_BYTES + ((block[PACKET_AT + TCP_OFFSET_AT] & 0xf0) >> 2) : UDP_HEADERS_BYTES;
    return PACKET_AT + headers;
  }

  private static int endOf(byte[] block) {
    ByteBuffer bytes = ByteBuffer.wrap(block).order(ByteOrder.LITTLE_ENDIAN);
    return PACKET_AT + bytes.getInt(CAPTURED_AT);
  }
}
