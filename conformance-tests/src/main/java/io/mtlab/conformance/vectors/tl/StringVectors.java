package io.mtlab.conformance.vectors.tl;

import io.mtlab.conformance.vectors.format.Mismatch;
import io.mtlab.conformance.vectors.format.Vector;
import io.mtlab.conformance.vectors.format.VectorTest;
import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.crypto.Sha;
import io.mtlab.mtproto.fault.ProtocolException;
import io.mtlab.mtproto.tl.TlReader;
import io.mtlab.mtproto.tl.TlWriter;
import java.util.Arrays;

/** {@code TlStringTest}: bytes written and read again; long ones are one byte repeated. */
public final class StringVectors implements VectorTest {
  @Override
  public void run(Vector vector) throws ProtocolException, Mismatch {
    Bytes value = vector.has("repeat") ? repeated(vector) : vector.bytes("value");
    TlWriter writer = new TlWriter();
    writer.bytes(value);
    Bytes encoded = writer.toBytes();
    vector.expect("encoded", encoded);
    if (vector.has("repeat")) {
      vector.expect("encodedPrefix", encoded.slice(0, vector.bytes("encodedPrefix").size()));
      vector.expect("encodedLength", encoded.size());
      vector.expect("encodedSha256", new Sha().sha256(encoded.toArray()));
    }
    TlReader reader = new TlReader(encoded);
    Bytes again = reader.bytes();
    reader.end();
    if (!again.equals(value)) {
      throw new Mismatch("value", value.toHex(), again.toHex());
    }
  }

  private static Bytes repeated(Vector vector) {
    byte[] bytes = new byte[vector.int32("repeat")];
    Arrays.fill(bytes, vector.bytes("byte").at(0));
    return Bytes.wrap(bytes);
  }
}
