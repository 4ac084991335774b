package io.mtlab.conformance.vectors.crypto;

import io.mtlab.conformance.vectors.format.Mismatch;
import io.mtlab.conformance.vectors.format.Vector;
import java.util.HexFormat;

/** A quick-ack token as number and as both transports write it. */
final class QuickAckTokens {
  private QuickAckTokens() {}

  static void expect(Vector vector, int token) throws Mismatch {
    HexFormat hex = HexFormat.of();
    vector.expectText("quickAck", hex.toHexDigits(token));
    vector.expectText("quickAckWire", hex.toHexDigits(Integer.reverseBytes(token)));
    vector.expectText("quickAckWireAbridged", hex.toHexDigits(token));
  }
}
