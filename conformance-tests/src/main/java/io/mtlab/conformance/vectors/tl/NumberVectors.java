package io.mtlab.conformance.vectors.tl;

import io.mtlab.conformance.vectors.format.Mismatch;
import io.mtlab.conformance.vectors.format.Vector;
import io.mtlab.conformance.vectors.format.VectorTest;
import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.fault.ProtocolException;
import io.mtlab.mtproto.tl.TlReader;
import io.mtlab.mtproto.tl.TlWriter;

/** {@code TlNumberTest}: base types of a fixed size, read and written again. */
public final class NumberVectors implements VectorTest {
  @Override
  public void run(Vector vector) throws ProtocolException, Mismatch {
    TlReader reader = new TlReader(vector.bytes("encoded"));
    TlWriter writer = new TlWriter();
    switch (vector.text("tlType")) {
      case "int" -> {
        int value = reader.int32();
        vector.expect("value", value);
        writer.int32(value);
      }
      case "long" -> {
        long value = reader.int64();
        vector.expect("value", value);
        writer.int64(value);
      }
      case "double" -> writer.float64(float64(vector, reader.float64()));
      case "int128" -> {
        Bytes value = reader.int128();
        vector.expect("value", value);
        writer.int128(value);
      }
      case "int256" -> {
        Bytes value = reader.int256();
        vector.expect("value", value);
        writer.int256(value);
      }
      case "Bool" -> {
        boolean value = reader.bool();
        vector.expectText("value", Boolean.toString(value));
        writer.bool(value);
      }
      default -> throw new IllegalArgumentException(vector.text("tlType"));
    }
    reader.end();
    vector.expect("encoded", writer.toBytes());
  }

  private static double float64(Vector vector, double actual) throws Mismatch {
    double expected = Double.parseDouble(vector.text("value"));
    if (Double.compare(expected, actual) != 0) {
      throw new Mismatch("value", vector.text("value"), Double.toString(actual));
    }
    return actual;
  }
}
