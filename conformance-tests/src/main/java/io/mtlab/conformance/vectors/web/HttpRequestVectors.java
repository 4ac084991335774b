package io.mtlab.conformance.vectors.web;

import io.mtlab.conformance.vectors.format.Mismatch;
import io.mtlab.conformance.vectors.format.Refused;
import io.mtlab.conformance.vectors.format.Vector;
import io.mtlab.conformance.vectors.format.VectorTest;
import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.machine.Time;
import io.mtlab.mtproto.tl.service.ResPQ;

/** {@code HttpRequestTest}: what a server that knows no key answers to a request. */
public final class HttpRequestVectors implements VectorTest {
  private static final int REFUSALS = 300;
  private static final int MESSAGE_ID_AT = 8;
  private static final int PLAIN_HEADER_BYTES = 20;

  @Override
  public void run(Vector vector) throws Mismatch, Refused {
    Bytes request = vector.bytes("request");
    HttpAnswer answer = new PlayedGate(timeOf(request)).askOnce(request);
    answer.expectStatus(vector);
    if (answer.status() >= REFUSALS) {
      throw new Refused("status " + answer.status());
    }
    if (vector.has("corsHeader") && answer.field("Access-Control-Allow-Origin") == null) {
      throw new Mismatch("Access-Control-Allow-Origin", "*", "nothing");
    }
    if (vector.has("answer")
        && (answer.body().size() < PLAIN_HEADER_BYTES + Integer.BYTES
            || answer.body().int32(PLAIN_HEADER_BYTES) != ResPQ.ID)) {
      throw new Mismatch("answer", vector.text("answer"), answer.body().toHex());
    }
  }

  /** The time that the message's id names, so that it is neither old nor of the future. */
  private static long timeOf(Bytes request) {
    Bytes body = HttpAnswer.bodyOf(request);
    return body.size() < PLAIN_HEADER_BYTES
        ? 0
        : (body.int64(MESSAGE_ID_AT) >>> Integer.SIZE) * Time.SECOND;
  }
}
