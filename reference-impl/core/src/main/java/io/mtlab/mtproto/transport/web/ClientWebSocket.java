package io.mtlab.mtproto.transport.web;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.crypto.Entropy;
import io.mtlab.mtproto.fault.Malformed;
import io.mtlab.mtproto.fault.ProtocolException;
import org.jspecify.annotations.Nullable;

/**
 * The client's end of a WebSocket, from its request on.
 *
 * @see <a href="https://core.telegram.org/mtproto/transports#websocket">WebSocket</a>
 */
public final class ClientWebSocket {
  private static final int SWITCHING = 101;
  private static final int OK = 200;
  private static final int ERROR_MIN = 400;

  /** Where this end puts what it found, in order. */
  public interface To extends WebSocket.To {
    /** The server agrees: {@link #message} may be called. */
    void opened();

    /** The server refuses; of no use is what follows. */
    void status(int status);
  }

  private final MessageReader reader = new MessageReader();
  private final String host;
  private final String path;
  private final String key;
  private final WebSocket socket;
  private boolean open;
  private boolean refused;

  /**
   * For a fresh connection.
   *
   * @param host for the field Host
   * @param path one of {@link WebPath}
   * @param messageBytesMax the largest message, its fragments together
   */
  public ClientWebSocket(String host, String path, int messageBytesMax, Entropy entropy) {
    this.host = host;
    this.path = path;
    this.key = WebSocketHandshake.newKey(entropy);
    this.socket = WebSocket.ofClient(messageBytesMax, entropy);
  }

  /** What is to be sent first. */
  public Bytes request() {
    return WebSocketHandshake.request(host, path, key);
  }

  /** A part of the stream inside, as one message; only when the server has agreed. */
  public Bytes message(Bytes part) {
    if (!open) {
      throw new IllegalStateException("the WebSocket is not open yet");
    }
    return socket.message(part);
  }

  /** What is to be sent before the connection is closed. */
  public Bytes farewell() {
    return open ? socket.farewell() : Bytes.EMPTY;
  }

  /** Whether nothing more will be read: the connection is to be closed. */
  public boolean isFinished() {
    return refused || socket.isFinished();
  }

  /** How many bytes wait for the rest of the handshake's answer. */
  public int heldBytes() {
    return reader.heldBytes();
  }

  /**
   * Takes a piece of the stream from the server, cut anywhere.
   *
   * @throws ProtocolException the fault; the connection is of no use any more
   */
  public void received(Bytes bytes, To to) throws ProtocolException {
    Bytes rest = bytes;
    if (!open && !refused) {
      Answer answer = new Answer();
      rest = reader.read(bytes, answer);
      HttpResponse response = answer.response;
      if (response != null) {
        answered(response, to);
      }
    }
    if (open && !rest.isEmpty()) {
      socket.received(rest, to);
    }
  }

  private void answered(HttpResponse response, To to) throws ProtocolException {
    if (response.status() >= ERROR_MIN) {
      refused = true;
      to.status(response.status());
      return;
    }
    WebSocketHandshake.check(response, key);
    open = true;
    to.opened();
  }

  private static final class Answer implements MessageReader.Messages {
    private @Nullable HttpResponse response;

    @Override
    public int head(Head head, boolean more) throws ProtocolException {
      return 0;
    }

    @Override
    public boolean message(Head head, Bytes body) throws ProtocolException {
      HttpResponse came = HttpResponse.of(head);
      if (came.status() < OK && came.status() != SWITCHING) {
        return true;
      }
      if (came.status() >= OK && came.status() < ERROR_MIN) {
        throw new ProtocolException(Malformed.HTTP_STATUS);
      }
      response = came;
      return false;
    }
  }
}
