package io.mtlab.mtproto.transport.web;

import io.mtlab.mtproto.bytes.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * Frames on the wire: two bytes, a longer length in 2 or 8 more, the mask in 4, then the payload.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6455#section-5.2">RFC 6455, section 5.2</a>
 */
final class WebSocketFrame {
  static final int CONTINUATION = 0x0;
  static final int TEXT = 0x1;
  static final int BINARY = 0x2;
  static final int CLOSE = 0x8;
  static final int PING = 0x9;
  static final int PONG = 0xa;

  static final int FINAL_BIT = 0x80;
  static final int MASK_BIT = 0x80;
  static final int MASK_BYTES = 4;
  static final int CONTROL_BYTES_MAX = 125;
  static final int LENGTH_16 = 126;
  static final int LENGTH_64 = 127;

  /** Closing codes. */
  static final int NORMAL = 1000;

  static final int PROTOCOL_ERROR = 1002;
  static final int UNSUPPORTED = 1003;
  static final int TOO_LONG = 1009;

  private static final int HEADER_BYTES_MAX = 14;
  private static final int LENGTH_16_MAX = 0xffff;

  private WebSocketFrame() {}

  /**
   * A whole message, or a control frame.
   *
   * @param mask 4 bytes, from a client; null from a server
   */
  static Bytes encode(int opcode, Bytes payload, byte @Nullable [] mask) {
    byte[] header = new byte[HEADER_BYTES_MAX];
    header[0] = (byte) (FINAL_BIT | opcode);
    int at = 2;
    int size = payload.size();
    if (size <= CONTROL_BYTES_MAX) {
      header[1] = (byte) size;
    } else if (size <= LENGTH_16_MAX) {
      header[1] = LENGTH_16;
      header[at++] = (byte) (size >>> 8);
      header[at++] = (byte) size;
    } else {
      header[1] = LENGTH_64;
      for (int shift = Long.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
        header[at++] = (byte) ((long) size >>> shift);
      }
    }
    if (mask != null) {
      header[1] |= (byte) MASK_BIT;
      System.arraycopy(mask, 0, header, at, MASK_BYTES);
      at += MASK_BYTES;
    }
    byte[] frame = new byte[at + size];
    System.arraycopy(header, 0, frame, 0, at);
    payload.copyTo(frame, at);
    if (mask != null) {
      mask(frame, at, size, mask, 0);
    }
    return Bytes.wrap(frame);
  }

  /** The payload of a close frame with a code. */
  static Bytes closing(int code) {
    return Bytes.wrap(new byte[] {(byte) (code >>> 8), (byte) code});
  }

  /** Masks or unmasks in place; {@code index} is the first byte's index in the payload. */
  static void mask(byte[] array, int offset, int size, byte[] mask, long index) {
    for (int i = 0; i < size; i++) {
      array[offset + i] ^= mask[(int) ((index + i) & (MASK_BYTES - 1))];
    }
  }
}
