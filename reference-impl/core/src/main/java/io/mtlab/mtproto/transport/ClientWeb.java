package io.mtlab.mtproto.transport;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.crypto.Entropy;
import io.mtlab.mtproto.fault.ProtocolException;
import io.mtlab.mtproto.machine.Address;
import io.mtlab.mtproto.transport.web.ClientHttp;
import io.mtlab.mtproto.transport.web.ClientWebSocket;
import io.mtlab.mtproto.transport.web.WebPath;
import org.jspecify.annotations.Nullable;

/** HTTP or WebSocket, perhaps in TLS, at the client's end of a connection. */
final class ClientWeb {
  private static final int HTTP_PORT = 80;
  private static final int HTTPS_PORT = 443;

  /** Takes the stream inside a WebSocket. */
  @FunctionalInterface
  interface Stream {
    void received(Bytes piece, Sink sink) throws ProtocolException;
  }

  private final boolean secure;
  private final Stream inside;
  private final @Nullable ClientHttp http;
  private final @Nullable ClientWebSocket socket;

  private ClientWeb(
      boolean secure, Stream inside, @Nullable ClientHttp http, @Nullable ClientWebSocket socket) {
    this.secure = secure;
    this.inside = inside;
    this.http = http;
    this.socket = socket;
  }

  /** For a fresh connection; null where the carrier is none of the web. */
  static @Nullable ClientWeb of(Carrier carrier, Address server, Stream inside, Entropy entropy) {
    boolean secure = carrier == Carrier.HTTPS || carrier == Carrier.SECURE_WEBSOCKET;
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

  void received(Bytes bytes, Sink sink) throws ProtocolException {
    Found found = new Found(sink);
    if (http != null) {
      http.received(bytes, found);
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
    return http == null ? frame : http.post(frame);
  }

  /** A part of the stream inside a WebSocket. */
  Bytes message(Bytes part) {
    return socket == null ? part : socket.message(part);
  }

  boolean isFinished() {
    return http != null ? http.isFinished() : socket != null && socket.isFinished();
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
