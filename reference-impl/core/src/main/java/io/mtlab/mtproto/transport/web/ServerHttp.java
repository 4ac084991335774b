package io.mtlab.mtproto.transport.web;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.fault.Malformed;
import io.mtlab.mtproto.fault.PeerMisbehaved;
import io.mtlab.mtproto.fault.ProtocolException;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * The server's end of a connection over HTTP: each body that is posted is a message, each message
 * sent is the answer to the oldest request that has none. A request may also turn the connection
 * into a WebSocket.
 *
 * @see <a href="https://core.telegram.org/mtproto/transports#http">HTTP</a>
 */
public final class ServerHttp {
  /** So many requests may wait for their answers; a client needs no more than a few. */
  public static final int OPEN_MAX = 64;

  private static final int WORD_BYTES = 4;
  private static final int PREFLIGHT_SECONDS = 86_400;
  private static final Bytes CONTINUE = new HttpResponse(100, Fields.NONE).encode(Bytes.EMPTY);

  /** Where this end puts what it found, in order. */
  public interface To {
    /** A message: to be answered by {@link #answer}. */
    void message(Bytes body);

    /** To be sent now. */
    void send(Bytes wire);

    /** The connection is a WebSocket from here on; these bytes came behind the handshake. */
    void upgraded(WebSocket socket, Bytes rest) throws ProtocolException;
  }

  private final MessageReader reader = new MessageReader();
  private final ArrayDeque<Open> open = new ArrayDeque<>(2);
  private final int bodyBytesMax;
  private boolean forBrowsers;
  private boolean finishing;
  private boolean finished;

  /** A request without an answer, or with one that waits for those before it. */
  private record Open(boolean forBrowsers, boolean last, @Nullable Bytes prepared) {}

  /**
   * For a fresh connection.
   *
   * @param bodyBytesMax the largest message
   */
  public ServerHttp(int bodyBytesMax) {
    this.bodyBytesMax = bodyBytesMax;
  }

  /**
   * Takes a piece of the stream from the client, cut anywhere.
   *
   * @throws ProtocolException the fault; {@link #error} is the last that may be sent then
   */
  public void received(Bytes bytes, To to) throws ProtocolException {
    if (!finishing) {
      Requests requests = new Requests(to);
      Bytes rest = reader.read(bytes, requests);
      if (requests.socket != null) {
        to.upgraded(requests.socket, rest);
      }
    }
  }

  /** How many requests have no answer. */
  public int open() {
    return open.size();
  }

  /** Whether nothing more will be read or sent: the connection is to be closed. */
  public boolean isFinished() {
    return finished;
  }

  /** How many bytes wait for the rest of their request. */
  public int heldBytes() {
    return reader.heldBytes();
  }

  /** A message, as the answer to the oldest open request; there must be one. */
  public Bytes answer(Bytes message) {
    Open request = open.removeFirst();
    Fields fields = Fields.of("Content-Type", "application/octet-stream");
    return Bytes.concat(response(200, fields, message, request), released());
  }

  /** A status without a message, as the last answer on this connection. */
  public Bytes error(int status) {
    open.clear();
    finishing = true;
    Fields fields =
        switch (status) {
          case 405 -> Fields.of("Allow", "POST, OPTIONS");
          case 426 -> Fields.of("Upgrade", "websocket", "Sec-WebSocket-Version", "13");
          default -> Fields.NONE;
        };
    return response(status, fields, Bytes.EMPTY, new Open(forBrowsers, true, null));
  }

  private Bytes response(int status, Fields before, Bytes body, Open request) {
    Fields fields = before.with("Content-Length", Integer.toString(body.size()));
    if (request.forBrowsers) {
      fields = fields.with("Access-Control-Allow-Origin", "*");
    }
    if (request.last) {
      fields = fields.with("Connection", "close");
      finished = true;
    }
    return new HttpResponse(status, fields).encode(body);
  }

  /** The answers that waited for the one that has just been given. */
  private Bytes released() {
    Bytes all = Bytes.EMPTY;
    for (Open next = open.peekFirst();
        next != null && next.prepared != null;
        next = open.peekFirst()) {
      all = Bytes.concat(all, next.prepared);
      finished |= next.last;
      open.removeFirst();
    }
    return all;
  }

  private static Bytes preflight() {
    return new HttpResponse(
            204,
            Fields.of(
                "Access-Control-Allow-Origin", "*",
                "Access-Control-Allow-Methods", "POST, OPTIONS",
                "Access-Control-Allow-Headers", "*",
                "Access-Control-Max-Age", Integer.toString(PREFLIGHT_SECONDS)))
        .encode(Bytes.EMPTY);
  }

  /** Judges requests: first by their heads, before any body is waited for. */
  private final class Requests implements MessageReader.Messages {
    private final To to;
    private @Nullable WebSocket socket;

    Requests(To to) {
      this.to = to;
    }

    @Override
    public int head(Head head, boolean more) throws ProtocolException {
      forBrowsers = false;
      HttpRequest request = HttpRequest.of(head);
      String path = request.path();
      boolean takesMessages = WebPath.takesMessages(path);
      if (!takesMessages && !WebPath.isWebSocket(path)) {
        throw new ProtocolException(Malformed.HTTP_PATH);
      }
      forBrowsers = WebPath.isForBrowsers(path);
      boolean post = takesMessages && request.method().equals("POST");
      boolean preflight = forBrowsers && request.method().equals("OPTIONS");
      boolean upgrade = !takesMessages && request.method().equals("GET");
      if (!post && !preflight && !upgrade) {
        throw new ProtocolException(Malformed.HTTP_METHOD);
      }
      if (open.size() == OPEN_MAX) {
        throw new ProtocolException(PeerMisbehaved.FLOOD);
      }
      if (post) {
        return bodyBytes(request, head, more);
      }
      if (head.fields().has("Transfer-Encoding")
          || (head.tellsLength() && head.bodyBytes(bodyBytesMax) != 0)) {
        throw new ProtocolException(Malformed.HTTP_LENGTH);
      }
      return 0;
    }

    private int bodyBytes(HttpRequest request, Head head, boolean more) throws ProtocolException {
      int bytes = head.bodyBytes(bodyBytesMax);
      if (bytes == 0 || bytes % WORD_BYTES != 0) {
        throw new ProtocolException(Malformed.HTTP_LENGTH);
      }
      if (more && open.isEmpty() && request.fields().lists("Expect", "100-continue")) {
        to.send(CONTINUE);
      }
      return bytes;
    }

    @Override
    public boolean message(Head head, Bytes body) throws ProtocolException {
      HttpRequest request = HttpRequest.of(head);
      boolean last = !request.keepsAlive();
      finishing = last;
      switch (request.method()) {
        case "POST" -> {
          open.addLast(new Open(forBrowsers, last, null));
          to.message(body);
        }
        case "OPTIONS" -> {
          open.addLast(new Open(true, last, preflight()));
          Bytes ready = released();
          if (!ready.isEmpty()) {
            to.send(ready);
          }
        }
        default -> {
          to.send(WebSocketHandshake.accepted(request));
          socket = WebSocket.ofServer(bodyBytesMax);
          return false;
        }
      }
      return !finishing;
    }
  }
}
