package io.mtlab.conformance.vectors.web;

import io.mtlab.conformance.vectors.format.Mismatch;
import io.mtlab.conformance.vectors.format.Vector;
import io.mtlab.conformance.vectors.format.VectorTest;
import io.mtlab.mtproto.transport.web.WebSocketHandshake;

/** {@code WebSocketAcceptTest}: what a server answers to a key. */
public final class WebSocketAcceptVectors implements VectorTest {
  @Override
  public void run(Vector vector) throws Mismatch {
    String expected = vector.text("accept");
    String actual = WebSocketHandshake.accept(vector.text("key"));
    if (!expected.equals(actual)) {
      throw new Mismatch("accept", expected, actual);
    }
  }
}
