package io.mtlab.conformance.vectors.web;

import io.mtlab.conformance.vectors.format.Mismatch;
import io.mtlab.conformance.vectors.format.Vector;
import io.mtlab.conformance.vectors.format.VectorTest;
import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.crypto.Entropy;
import io.mtlab.mtproto.fault.ProtocolException;
import io.mtlab.mtproto.transport.ServerTransport;
import io.mtlab.mtproto.transport.ServerTransports;
import io.mtlab.mtproto.transport.Sink;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** {@code WebSocketStreamTest}: frames of a client after its handshake; pings want a pong each. */
public final class WebSocketStreamVectors implements VectorTest {
  private static final long NOW = 1_767_225_600_000_000_000L;
  private static final int PING = 0x89;
  private static final int PONG = 0x8a;
  private static final String UPGRADE =
      """
      GET /apiws HTTP/1.1
      Host: x.example
      Upgrade: websocket
      Connection: Upgrade
      Sec-WebSocket-Key: jeSC+ZF6m7sCaq+7uoWOoA==
      Sec-WebSocket-Version: 13
      Sec-WebSocket-Protocol: binary

      """
          .replace("\n", "\r\n");

  @Override
  public void run(Vector vector) throws Mismatch, ProtocolException {
    Entropy entropy = new SplittableRandom(1)::nextBytes;
    ServerTransport server =
        new ServerTransports(ServerTransports.Settings.DEFAULT, entropy).accept();
    Ears ears = new Ears();
    server.received(Bytes.wrap(UPGRADE.getBytes(StandardCharsets.US_ASCII)), NOW, ears);
    ears.sent.clear();
    int pings = 0;
    for (Bytes frame : vector.bytesList("frames")) {
      pings += (frame.at(0) & 0xff) == PING ? 1 : 0;
      server.received(frame, NOW, ears);
    }
    List<String> expected = vector.bytesList("payloads").stream().map(Bytes::toHex).toList();
    if (!expected.equals(ears.payloads)) {
      throw new Mismatch("payloads", expected.toString(), ears.payloads.toString());
    }
    long pongs = ears.sent.stream().filter(wire -> (wire.at(0) & 0xff) == PONG).count();
    if (pongs != pings) {
      throw new Mismatch("pongs", Integer.toString(pings), Long.toString(pongs));
    }
  }

  private static final class Ears implements Sink {
    final List<String> payloads = new ArrayList<>();
    final List<Bytes> sent = new ArrayList<>();

    @Override
    public void frame(Bytes payload) {
      payloads.add(payload.toHex());
    }

    @Override
    public void error(int code) {
      throw new IllegalStateException("a server is told no errors");
    }

    @Override
    public void send(Bytes wire) {
      sent.add(wire);
    }

    @Override
    public void secure(Bytes already) {
      throw new IllegalStateException("nobody began with TLS");
    }

    @Override
    public void quickAck(int token) {
      throw new IllegalStateException("a server is told no tokens");
    }
  }
}
