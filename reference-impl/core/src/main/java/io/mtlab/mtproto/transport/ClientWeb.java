package io.mtlab.mtproto.transport;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.crypto.Entropy;
import io.mtlab.mtproto.fault.ProtocolException;
import io.mtlab.mtproto.machine.Address;
import io.mtlab.mtproto.machine.Time;
import io.mtlab.mtproto.transport.web.ClientHttp;
import io.mtlab.mtproto.transport.web.ClientWebSocket;
import io.mtlab.mtproto.transport.web.WebPath;
import org.jspecify.annotations.Nullable;

/** HTTP or WebSocket, perhaps in TLS, at the client's end of a connection. */
final class ClientWeb {
  private static final int HTTP_PORT = 80;
  private static final int HTTPS_PORT = 443;

  /** So long after max_wait a request is given up. */
  private static final long REQUEST_GRACE = 10 * Time.SECOND;

  /**
   * A server answers after 25 s at most, unless it is asked to wait longer, as nobody here does.
   */
  private static final long REQUEST_TIMEOUT = 25 * Time.SECOND + REQUEST_GRACE;

  /** A request was made just now, at a time that the next wake tells. */
  private static final long JUST_NOW = 0;

  /** Takes the stream inside a WebSocket. */
  @FunctionalInterface
  interface Stream {
    void received(Bytes piece, Sink sink) throws ProtocolException;
  }

  private final boolean secure;
  private final Stream inside;
  private final @Nullable ClientHttp http;
  private final @Nullable ClientWebSocket socket;
  private long waitingSince = Time.NEVER;
  private boolean abandoned;

  private ClientWeb(
      boolean secure, Stream inside, @Nullable ClientHttp http, @Nullable ClientWebSocket socket) {
    this.secure = secure;
    this.inside = inside;
    this.http = http;
    this.socket = socket;
  }

  /** For a fresh connection; null where the carrier is none of the web. */
  static @Nullable ClientWeb of(Carrier carrier, Address server, Stream inside, Entropy entropy) {
    boolean secure = carrier.isSecure();
    String named = server.toString();
    boolean usual = server.port() == (secure ? HTTPS_PORT : HTTP_PORT);
    String host = usual ? named.substring(0, named.lastIndexOf(':')) : named;
    int most = Framing.FRAME_BYTES_MAX;
    return switch (carrier) {
      case HTTP, HTTPS ->
          new ClientWeb(secure, inside, new ClientHttp(host, WebPath.API, most), null);
      case WEBSOCKET, SECURE_WEBSOCKET ->
          new ClientWeb(
              secure, inside, null, new ClientWebSocket(host, WebPath.WEB_SOCKET, most, entropy));
      case TCP, FAKE_TLS, UDP -> null;
    };
  }

  void opened(Sink sink) {
    if (secure) {
      sink.secure(Bytes.EMPTY);
    }
    if (socket == null) {
      sink.ready();
    } else {
      sink.send(socket.request());
    }
  }

  void received(Bytes bytes, long now, Sink sink) throws ProtocolException {
    Found found = new Found(sink);
    if (http != null) {
      int before = http.open();
      http.received(bytes, found);
      if (http.open() < before) {
        waitingSince = http.open() == 0 ? Time.NEVER : now;
      }
    } else if (socket != null) {
      socket.received(bytes, found);
    }
  }

  /** Whether frames come only as answers to requests. */
  boolean isPolled() {
    return http != null;
  }

  /** A frame, as a request. */
  Bytes post(Bytes frame) {
    if (http == null) {
      return frame;
    }
    if (http.open() == 0) {
      waitingSince = JUST_NOW;
    }
    return http.post(frame);
  }

  /** Looks whether a request has waited for too long: then the connection is finished. */
  void wake(long now) {
    if (waitingSince == JUST_NOW) {
      waitingSince = now;
    }
    abandoned = nextWake() <= now;
  }

  long nextWake() {
    return waitingSince == Time.NEVER || waitingSince == JUST_NOW
        ? waitingSince
        : waitingSince + REQUEST_TIMEOUT;
  }

  /** A part of the stream inside a WebSocket. */
  Bytes message(Bytes part) {
    return socket == null ? part : socket.message(part);
  }

  int open() {
    return http == null ? 0 : http.open();
  }

  boolean isFinished() {
    return abandoned || (http != null ? http.isFinished() : socket != null && socket.isFinished());
  }

  Bytes farewell() {
    return socket == null ? Bytes.EMPTY : socket.farewell();
  }

  int heldBytes() {
    return http != null ? http.heldBytes() : socket == null ? 0 : socket.heldBytes();
  }

  private final class Found implements ClientHttp.To, ClientWebSocket.To {
    private final Sink sink;

    Found(Sink sink) {
      this.sink = sink;
    }

    @Override
    public void message(Bytes body) {
      sink.frame(body);
    }

    @Override
    public void status(int status) {
      sink.error(-status);
    }

    @Override
    public void opened() {
      sink.ready();
    }

    @Override
    public void data(Bytes piece) throws ProtocolException {
      inside.received(piece, sink);
    }

    @Override
    public void send(Bytes wire) {
      sink.send(wire);
    }
  }
}
