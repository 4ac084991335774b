package io.mtlab.simulator.capture;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A pcapng file with one interface, whose packets are IPv4 without anything around them.
 *
 * @see <a href="https://www.ietf.org/archive/id/draft-ietf-opsawg-pcapng-02.html">PCAP Next
 *     Generation</a>
 */
final class Pcapng implements Closeable {
  /** A larger file is no longer opened with pleasure. */
  static final long BYTES_MAX = 1L << 30;

  private static final int SECTION_HEADER = 0x0a0d0d0a;
  private static final int BYTE_ORDER_MAGIC = 0x1a2b3c4d;
  private static final int INTERFACE_DESCRIPTION = 1;
  private static final int ENHANCED_PACKET = 6;
  private static final short LINKTYPE_RAW = 101;
  private static final short OPTION_COMMENT = 1;
  private static final short OPTION_IF_NAME = 2;
  private static final short OPTION_APPLICATION = 4;
  private static final short OPTION_TIME_RESOLUTION = 9;
  private static final byte NANOSECONDS = 9;

  /** Type, and the length in front and behind. */
  private static final int BLOCK_OVERHEAD = 12;

  private static final int COMMENT_BYTES_MAX = 4096;

  private final OutputStream to;
  private long written;

  private Pcapng(OutputStream to) {
    this.to = to;
  }

  /** Begins a file for the interface of this name. */
  static Pcapng create(Path file, String interfaceName) throws IOException {
    Pcapng begun = new Pcapng(new BufferedOutputStream(Files.newOutputStream(file), 1 << 16));
    try {
      begun.begin(interfaceName);
      return begun;
    } catch (IOException e) {
      begun.close();
      throw e;
    }
  }

  private void begin(String interfaceName) throws IOException {
    ByteBuffer section = buffer(64);
    section.putInt(BYTE_ORDER_MAGIC).putShort((short) 1).putShort((short) 0).putLong(-1);
    option(section, OPTION_APPLICATION, text("mtlab"));
    block(SECTION_HEADER, section);
    ByteBuffer description = buffer(64 + interfaceName.length());
    description.putShort(LINKTYPE_RAW).putShort((short) 0).putInt(0);
    option(description, OPTION_IF_NAME, text(interfaceName));
    option(description, OPTION_TIME_RESOLUTION, new byte[] {NANOSECONDS});
    block(INTERFACE_DESCRIPTION, description);
  }

  /** Whether the file is as large as it should be; the rest is left out. */
  boolean isFull() {
    return written >= BYTES_MAX;
  }

  /**
   * Writes a packet.
   *
   * @param now nanoseconds since the Unix epoch
   * @param comment what to say of it; may be empty
   */
  void packet(long now, byte[] packet, String comment) throws IOException {
    if (isFull()) {
      return;
    }
    byte[] said = text(comment.substring(0, Math.min(comment.length(), COMMENT_BYTES_MAX)));
    ByteBuffer block = buffer(32 + packet.length + said.length + 16);
    block.putInt(0).putInt((int) (now >>> Integer.SIZE)).putInt((int) now);
    block.putInt(packet.length).putInt(packet.length);
    padded(block, packet);
    if (said.length > 0) {
      option(block, OPTION_COMMENT, said);
    }
    block(ENHANCED_PACKET, block);
  }

  private void block(int type, ByteBuffer content) throws IOException {
    content.flip();
    int size = content.remaining() + Integer.BYTES;
    byte[] bytes = new byte[size + BLOCK_OVERHEAD];
    ByteBuffer whole = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    whole.putInt(type).putInt(size + BLOCK_OVERHEAD);
    whole.put(content).putInt(0); // the end of the options
    whole.putInt(size + BLOCK_OVERHEAD);
    to.write(bytes);
    written += bytes.length;
  }

  private static void option(ByteBuffer block, short code, byte[] value) {
    block.putShort(code).putShort((short) value.length);
    padded(block, value);
  }

  private static void padded(ByteBuffer block, byte[] bytes) {
    block.put(bytes);
    while (block.position() % 4 != 0) {
      block.put((byte) 0);
    }
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static ByteBuffer buffer(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }

  @Override
  public void close() throws IOException {
    to.close();
  }
}
