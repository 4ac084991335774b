package io.mtlab.mtproto.transport.web;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.fault.ProtocolException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A connection over HTTP seen from the middle: whole requests and answers, until one pair of them
 * turns it into a WebSocket, whose messages are opened. Handshakes and control frames are never
 * touched. What goes on is framed anew, unmasked but for a mask of zeros, which a server demands.
 */
public final class WebObserver {
  private static final byte[] NO_MASK = new byte[WebSocketFrame.MASK_BYTES];
  private static final int SWITCHING = 101;
  private static final int OK = 200;
  private static final int NO_CONTENT = 204;

  /** Where the observer puts what it found, in order. */
  public interface To {
    /** A whole request or answer, as it came. */
    void message(Bytes whole);

    /** Bytes that pass as they are. */
    void opaque(Bytes bytes);

    /** A part of the stream inside a WebSocket. */
    void stream(Bytes piece);
  }

  private final Side client;
  private final Side server;
  private boolean upgraded;

  /**
   * @param bytesMax the largest body or message
   */
  public WebObserver(int bytesMax) {
    client = new Side(true, bytesMax);
    server = new Side(false, bytesMax);
  }

  /** Whether the client has asked for a WebSocket. */
  public boolean isWebSocket() {
    return upgraded;
  }

  /** Takes a piece of what the client sends, cut anywhere. */
  public void fromClient(Bytes bytes, To to) throws ProtocolException {
    client.read(bytes, to);
  }

  /** Takes a piece of what the server sends, cut anywhere. */
  public void fromServer(Bytes bytes, To to) throws ProtocolException {
    server.read(bytes, to);
  }

  /** A part of the client's stream inside a WebSocket, as a message. */
  public Bytes toServer(Bytes part) {
    return WebSocketFrame.encode(WebSocketFrame.BINARY, part, NO_MASK);
  }

  /** A part of the server's stream inside a WebSocket, as a message. */
  public Bytes toClient(Bytes part) {
    return WebSocketFrame.encode(WebSocketFrame.BINARY, part, null);
  }

  /** A request or an answer with another body; null for one that has none. */
  public static @Nullable Bytes withBody(Bytes message, Bytes body) {
    List<Bytes> changed = new ArrayList<>();
    try {
      var _ = new MessageReader().read(message, new Exchanging(body, changed));
    } catch (ProtocolException broken) {
      return null;
    }
    return changed.isEmpty() ? null : changed.getFirst();
  }

  /** What waits of the client's for the rest of its request; nothing waits any more. */
  public Bytes restOfClient() {
    return client.reader.takeRest();
  }

  /** What waits of the server's for the rest of its answer; nothing waits any more. */
  public Bytes restOfServer() {
    return server.reader.takeRest();
  }

  /** How many bytes wait. */
  public int heldBytes() {
    return client.reader.heldBytes() + server.reader.heldBytes();
  }

  /** One direction. */
  private final class Side {
    private final boolean fromClient;
    private final int bytesMax;
    private final MessageReader reader = new MessageReader();
    private @Nullable WebSocketReader frames;

    Side(boolean fromClient, int bytesMax) {
      this.fromClient = fromClient;
      this.bytesMax = bytesMax;
    }

    void read(Bytes bytes, To to) throws ProtocolException {
      Bytes rest = frames == null ? reader.read(bytes, new Messages(this, to)) : bytes;
      if (frames != null && !rest.isEmpty()) {
        frames.read(rest, new Frames(fromClient, to));
      }
    }
  }

  private final class Messages implements MessageReader.Messages {
    private final Side side;
    private final To to;
    private Bytes whole = Bytes.EMPTY;

    Messages(Side side, To to) {
      this.side = side;
      this.to = to;
    }

    @Override
    public int head(Head head, boolean more) throws ProtocolException {
      if (head.tellsLength()) {
        return head.bodyBytes(side.bytesMax);
      }
      boolean none = side.fromClient || hasNoBody(HttpResponse.of(head).status());
      return none && !head.fields().has("Transfer-Encoding") ? 0 : head.bodyBytes(side.bytesMax);
    }

    private static boolean hasNoBody(int status) {
      return status < OK || status == NO_CONTENT;
    }

    @Override
    public void whole(Bytes bytes) {
      whole = bytes;
    }

    @Override
    public boolean message(Head head, Bytes body) throws ProtocolException {
      boolean switches =
          side.fromClient
              ? head.fields().lists("Upgrade", "websocket")
              : HttpResponse.of(head).status() == SWITCHING;
      if (!switches) {
        to.message(whole);
        return true;
      }
      upgraded = true;
      side.frames = new WebSocketReader(side.fromClient, side.bytesMax);
      to.opaque(whole);
      return false;
    }
  }

  private record Frames(boolean fromClient, To to) implements WebSocketReader.To {
    @Override
    public void data(Bytes piece) {
      to.stream(piece);
    }

    @Override
    public boolean control(int opcode, Bytes payload) {
      to.opaque(WebSocketFrame.encode(opcode, payload, fromClient ? NO_MASK : null));
      return true;
    }
  }

  /** Puts another body behind a head, where there was one. */
  private record Exchanging(Bytes other, List<Bytes> changed) implements MessageReader.Messages {
    @Override
    public int head(Head head, boolean more) throws ProtocolException {
      return head.tellsLength() ? head.bodyBytes(Integer.MAX_VALUE) : 0;
    }

    @Override
    public boolean message(Head head, Bytes body) {
      if (!body.isEmpty()) {
        changed.add(Bytes.concat(head.announcing(other.size()), other));
      }
      return true;
    }
  }
}
