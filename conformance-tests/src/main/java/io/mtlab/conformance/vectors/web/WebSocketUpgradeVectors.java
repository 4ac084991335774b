package io.mtlab.conformance.vectors.web;

import io.mtlab.conformance.vectors.format.Mismatch;
import io.mtlab.conformance.vectors.format.Refused;
import io.mtlab.conformance.vectors.format.Vector;
import io.mtlab.conformance.vectors.format.VectorTest;
import io.mtlab.mtproto.bytes.Bytes;
import java.nio.charset.StandardCharsets;

/** {@code WebSocketUpgradeTest}: the status with which a request for a WebSocket is answered. */
public final class WebSocketUpgradeVectors implements VectorTest {
  private static final int SWITCHING = 101;

  @Override
  public void run(Vector vector) throws Mismatch, Refused {
    byte[] request = vector.text("request").getBytes(StandardCharsets.ISO_8859_1);
    HttpAnswer answer = new PlayedGate(0).askOnce(Bytes.wrap(request));
    answer.expectStatus(vector);
    if (answer.status() != SWITCHING) {
      throw new Refused("status " + answer.status());
    }
    String protocol = String.valueOf(answer.field("Sec-WebSocket-Protocol"));
    if (!protocol.equals(vector.text("protocol"))) {
      throw new Mismatch("protocol", vector.text("protocol"), protocol);
    }
  }
}
