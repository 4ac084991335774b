package io.mtlab.mtproto.transport.web;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.crypto.Entropy;
import io.mtlab.mtproto.fault.Malformed;
import io.mtlab.mtproto.fault.ProtocolException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * One end of a WebSocket after its handshake: a stream goes in and out, in binary messages whose
 * borders mean nothing. Pings are answered, and so is the closing handshake.
 *
 * @see <a href="https://core.telegram.org/mtproto/transports#websocket">WebSocket</a>
 */
public final class WebSocket {
  private static final int CODE_BYTES = 2;

  /** Where this end puts what it found, in order. */
  public interface To {
    /** A part of the stream inside. */
    void data(Bytes piece) throws ProtocolException;

    /** To be sent now. */
    void send(Bytes wire);
  }

  private final @Nullable Entropy masks;
  private final WebSocketReader reader;
  private boolean saidGoodbye;
  private boolean finished;

  private WebSocket(@Nullable Entropy masks, int messageBytesMax) {
    this.masks = masks;
    this.reader = new WebSocketReader(masks == null, messageBytesMax);
  }

  /** The server's end: it reads masked frames and writes others. */
  public static WebSocket ofServer(int messageBytesMax) {
    return new WebSocket(null, messageBytesMax);
  }

  /** The client's end: it reads unmasked frames and masks its own. */
  public static WebSocket ofClient(int messageBytesMax, Entropy masks) {
    return new WebSocket(masks, messageBytesMax);
  }

  /**
   * Takes a piece of what the peer sends, cut anywhere.
   *
   * @throws ProtocolException WEBSOCKET_FRAME, WEBSOCKET_TEXT or WEBSOCKET_TOO_LONG, after the
   *     close frame that says so; or what the stream inside is broken by
   */
  public void received(Bytes bytes, To to) throws ProtocolException {
    if (finished) {
      return;
    }
    try {
      reader.read(bytes, new Frames(to));
    } catch (ProtocolException broken) {
      finished = true;
      int code = codeOf(broken);
      if (code != WebSocketFrame.NORMAL) {
        goodbye(WebSocketFrame.closing(code), to);
      }
      throw broken;
    }
  }

  /** Whether the closing handshake is over. */
  public boolean isFinished() {
    return finished;
  }

  /** A part of the stream inside, as one message. */
  public Bytes message(Bytes part) {
    return frame(WebSocketFrame.BINARY, part);
  }

  /** What is to be sent before the connection is closed: nothing if goodbye was said. */
  public Bytes farewell() {
    if (saidGoodbye) {
      return Bytes.EMPTY;
    }
    saidGoodbye = true;
    return frame(WebSocketFrame.CLOSE, WebSocketFrame.closing(WebSocketFrame.NORMAL));
  }

  private void goodbye(Bytes payload, To to) {
    if (!saidGoodbye) {
      saidGoodbye = true;
      to.send(frame(WebSocketFrame.CLOSE, payload));
    }
  }

  private Bytes frame(int opcode, Bytes payload) {
    byte[] mask = masks == null ? null : masks.bytes(WebSocketFrame.MASK_BYTES);
    return WebSocketFrame.encode(opcode, payload, mask);
  }

  private static int codeOf(ProtocolException broken) {
    return broken.fault() instanceof Malformed malformed
        ? switch (malformed) {
          case WEBSOCKET_FRAME -> WebSocketFrame.PROTOCOL_ERROR;
          case WEBSOCKET_TEXT -> WebSocketFrame.UNSUPPORTED;
          case WEBSOCKET_TOO_LONG -> WebSocketFrame.TOO_LONG;
          default -> WebSocketFrame.NORMAL;
        }
        : WebSocketFrame.NORMAL;
  }

  private static void checkClosing(Bytes payload) throws ProtocolException {
    if (payload.isEmpty()) {
      return;
    }
    if (payload.size() < CODE_BYTES) {
      throw new ProtocolException(Malformed.WEBSOCKET_FRAME);
    }
    int code = (payload.at(0) & 0xff) << Byte.SIZE | (payload.at(1) & 0xff);
    boolean known =
        switch (code) {
          case 1004, 1005, 1006, 1015 -> false; // never on the wire
          default -> (code >= 1000 && code <= 1014) || (code >= 3000 && code <= 4999);
        };
    byte[] reason = payload.from(CODE_BYTES).toArray();
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(reason));
    } catch (CharacterCodingException noText) {
      known = false;
    }
    if (!known) {
      throw new ProtocolException(Malformed.WEBSOCKET_FRAME);
    }
  }

  private final class Frames implements WebSocketReader.To {
    private final To to;

    Frames(To to) {
      this.to = to;
    }

    @Override
    public void data(Bytes piece) throws ProtocolException {
      to.data(piece);
    }

    @Override
    public boolean control(int opcode, Bytes payload) throws ProtocolException {
      if (opcode == WebSocketFrame.PING) {
        to.send(frame(WebSocketFrame.PONG, payload));
      } else if (opcode == WebSocketFrame.CLOSE) {
        checkClosing(payload);
        // the peer's own code comes back
        goodbye(payload.slice(0, Math.min(CODE_BYTES, payload.size())), to);
        finished = true;
        return false;
      }
      return true;
    }
  }
}
