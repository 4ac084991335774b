package io.mtlab.mtproto.transport.web;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.fault.Fault;
import io.mtlab.mtproto.fault.Malformed;
import io.mtlab.mtproto.fault.ProtocolException;
import org.jspecify.annotations.Nullable;

/**
 * Reads one direction of a WebSocket. The payload of messages is handed on as it arrives, since the
 * stream inside knows nothing of their borders: nothing but a control frame is ever held.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6455#section-5">RFC 6455, section 5</a>
 */
final class WebSocketReader {
  private static final int LOW_BITS = 0x7f;
  private static final int RESERVED_BITS = 0x70;
  private static final int OPCODE_BITS = 0x0f;
  private static final int CONTROL_BIT = 0x8;
  private static final int HEADER_BYTES_MAX = 14;
  private static final int LENGTH_16_MAX = 0xffff;

  /** Takes what was read, in order. */
  interface To {
    /** A part of the stream inside. */
    void data(Bytes piece) throws ProtocolException;

    /** A whole control frame. Returns whether to read on. */
    boolean control(int opcode, Bytes payload) throws ProtocolException;
  }

  private final boolean masked;
  private final int messageBytesMax;
  private final byte[] header = new byte[HEADER_BYTES_MAX];
  private final byte[] mask = new byte[WebSocketFrame.MASK_BYTES];
  private int headerBytes;
  private boolean inPayload;
  private int opcode;
  private long left;
  private long index;
  private byte[] control = new byte[0];
  private boolean inMessage;
  private @Nullable Fault broken;
  private long messageBytes;

  /**
   * @param masked whether frames must be masked, as those from a client are, or must not
   * @param messageBytesMax the limit of a message, its fragments together
   */
  WebSocketReader(boolean masked, int messageBytesMax) {
    this.masked = masked;
    this.messageBytesMax = messageBytesMax;
  }

  /**
   * Takes a piece of the stream, cut anywhere.
   *
   * @throws ProtocolException the rule that was broken, and the same for every later piece: where
   *     the next frame would begin is not known any more
   */
  void read(Bytes piece, To to) throws ProtocolException {
    if (broken != null) {
      throw new ProtocolException(broken);
    }
    try {
      frames(piece, to);
    } catch (ProtocolException fault) {
      broken = fault.fault();
      throw fault;
    }
  }

  private void frames(Bytes piece, To to) throws ProtocolException {
    int at = 0;
    while (at < piece.size()) {
      if (!inPayload) {
        header[headerBytes++] = piece.at(at++);
        if (headerBytes == 2) {
          checkFirst();
        }
        if (headerBytes < 2 || headerBytes < wanted()) {
          continue;
        }
        begin();
      }
      int size = (int) Math.min(left, piece.size() - at);
      if (!take(piece.slice(at, at + size), to)) {
        return;
      }
      at += size;
    }
  }

  private int wanted() {
    int length = header[1] & LOW_BITS;
    int more =
        switch (length) {
          case WebSocketFrame.LENGTH_16 -> Short.BYTES;
          case WebSocketFrame.LENGTH_64 -> Long.BYTES;
          default -> 0;
        };
    return 2 + more + (masked ? WebSocketFrame.MASK_BYTES : 0);
  }

  private void checkFirst() throws ProtocolException {
    opcode = header[0] & OPCODE_BITS;
    boolean isFinal = (header[0] & WebSocketFrame.FINAL_BIT) != 0;
    boolean isMasked = (header[1] & WebSocketFrame.MASK_BIT) != 0;
    if (isMasked != masked || (header[0] & RESERVED_BITS) != 0) {
      throw new ProtocolException(Malformed.WEBSOCKET_FRAME);
    }
    if ((opcode & CONTROL_BIT) != 0) {
      if (opcode > WebSocketFrame.PONG
          || !isFinal
          || (header[1] & LOW_BITS) > WebSocketFrame.CONTROL_BYTES_MAX) {
        throw new ProtocolException(Malformed.WEBSOCKET_FRAME);
      }
      return;
    }
    if (opcode == WebSocketFrame.TEXT) {
      throw new ProtocolException(Malformed.WEBSOCKET_TEXT);
    }
    boolean goesOn = opcode == WebSocketFrame.CONTINUATION;
    if (opcode > WebSocketFrame.BINARY || goesOn != inMessage) {
      throw new ProtocolException(Malformed.WEBSOCKET_FRAME);
    }
    if (!goesOn) {
      messageBytes = 0;
    }
    inMessage = !isFinal;
  }

  private void begin() throws ProtocolException {
    left = length();
    if ((opcode & CONTROL_BIT) == 0) {
      // headers count too: fragments without content shall not go on for ever
      messageBytes += left + (inMessage ? headerBytes : 0);
      if (left < 0 || messageBytes > messageBytesMax + (long) HEADER_BYTES_MAX) {
        throw new ProtocolException(Malformed.WEBSOCKET_TOO_LONG);
      }
    } else {
      control = new byte[(int) left];
    }
    if (masked) {
      System.arraycopy(header, headerBytes - mask.length, mask, 0, mask.length);
    }
    headerBytes = 0;
    index = 0;
    inPayload = true;
  }

  private long length() throws ProtocolException {
    int length = header[1] & LOW_BITS;
    if (length < WebSocketFrame.LENGTH_16) {
      return length;
    }
    int bytes = length == WebSocketFrame.LENGTH_16 ? Short.BYTES : Long.BYTES;
    long value = 0;
    for (int i = 0; i < bytes; i++) {
      value = value << Byte.SIZE | (header[2 + i] & 0xff);
    }
    long least = bytes == Short.BYTES ? WebSocketFrame.LENGTH_16 : LENGTH_16_MAX + 1L;
    if (value >= 0 && value < least) {
      throw new ProtocolException(Malformed.WEBSOCKET_FRAME); // not the shortest form
    }
    if (value < 0 || value > messageBytesMax) {
      throw new ProtocolException(Malformed.WEBSOCKET_TOO_LONG);
    }
    return value;
  }

  private boolean take(Bytes part, To to) throws ProtocolException {
    boolean isControl = (opcode & CONTROL_BIT) != 0;
    Bytes plain = masked && !part.isEmpty() ? unmasked(part) : part;
    if (isControl) {
      plain.copyTo(control, (int) index);
    }
    index += part.size();
    left -= part.size();
    inPayload = left > 0;
    if (isControl) {
      return inPayload || to.control(opcode, Bytes.wrap(control));
    }
    if (!plain.isEmpty()) {
      to.data(plain);
    }
    return true;
  }

  private Bytes unmasked(Bytes part) {
    byte[] plain = part.toArray();
    WebSocketFrame.mask(plain, 0, plain.length, mask, index);
    return Bytes.wrap(plain);
  }
}
