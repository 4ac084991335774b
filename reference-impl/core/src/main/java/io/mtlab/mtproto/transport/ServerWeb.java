package io.mtlab.mtproto.transport;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.fault.ProtocolException;
import io.mtlab.mtproto.transport.web.ServerHttp;
import io.mtlab.mtproto.transport.web.WebSocket;
import org.jspecify.annotations.Nullable;

/**
 * HTTP at the server's end of a connection: its bodies are frames, unless a request turns it into a
 * WebSocket, whose messages carry a stream.
 */
final class ServerWeb {
  /** Takes the stream inside a WebSocket. */
  @FunctionalInterface
  interface Stream {
    void received(Bytes piece, long now, Sink sink) throws ProtocolException;
  }

  private final boolean secure;
  private final Stream inside;
  private final ServerHttp http = new ServerHttp(Framing.FRAME_BYTES_MAX);
  private @Nullable WebSocket socket;

  /**
   * @param secure whether TLS lies below
   */
  ServerWeb(boolean secure, Stream inside) {
    this.secure = secure;
    this.inside = inside;
  }

  void received(Bytes bytes, long now, Sink sink) throws ProtocolException {
    Found found = new Found(now, sink);
    if (socket == null) {
      http.received(bytes, found);
    } else {
      socket.received(bytes, found);
    }
  }

  /** Whether frames are sent as answers to requests. */
  boolean isPolled() {
    return socket == null;
  }

  Carrier carrier() {
    if (socket == null) {
      return secure ? Carrier.HTTPS : Carrier.HTTP;
    }
    return secure ? Carrier.SECURE_WEBSOCKET : Carrier.WEBSOCKET;
  }

  /** A frame, as the answer to a request. */
  Bytes answer(Bytes frame) {
    return http.answer(frame);
  }

  /** A transport error, as the status of a request. */
  Bytes refuse(int code) {
    return http.error(-code);
  }

  /** A part of the stream inside a WebSocket. */
  Bytes message(Bytes part) {
    return socket == null ? part : socket.message(part);
  }

  boolean isFinished() {
    return socket == null ? http.isFinished() : socket.isFinished();
  }

  Bytes farewell() {
    return socket == null ? Bytes.EMPTY : socket.farewell();
  }

  int heldBytes() {
    return http.heldBytes();
  }

  private final class Found implements ServerHttp.To, WebSocket.To {
    private final long now;
    private final Sink sink;

    Found(long now, Sink sink) {
      this.now = now;
      this.sink = sink;
    }

    @Override
    public void message(Bytes body) {
      sink.frame(body);
    }

    @Override
    public void send(Bytes wire) {
      sink.send(wire);
    }

    @Override
    public void upgraded(WebSocket upgraded, Bytes rest) throws ProtocolException {
      socket = upgraded;
      upgraded.received(rest, this);
    }

    @Override
    public void data(Bytes piece) throws ProtocolException {
      inside.received(piece, now, sink);
    }
  }
}
