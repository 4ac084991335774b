package io.mtlab.conformance.vectors.tl;

import io.mtlab.conformance.vectors.format.Mismatch;
import io.mtlab.conformance.vectors.format.Vector;
import io.mtlab.conformance.vectors.format.VectorTest;
import io.mtlab.mtproto.fault.ProtocolException;
import io.mtlab.mtproto.tl.TlReader;
import io.mtlab.mtproto.tl.TlWriter;
import java.util.List;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** {@code TlVectorTest}: {@code Vector<long>} with its number, read and written again. */
public final class VectorVectors implements VectorTest {
  private static final int LONG_BYTES = 8;

  @Override
  public void run(Vector vector) throws ProtocolException, Mismatch {
    TlReader reader = new TlReader(vector.bytes("encoded"));
    List<Long> values = reader.vector(LONG_BYTES, TlReader::int64);
    reader.end();
    if (vector.has("value")) {
      List<Long> expected =
          StreamSupport.stream(vector.json("value").spliterator(), false)
              .map(JsonNode::asString)
              .map(Long::valueOf)
              .toList();
      if (!values.equals(expected)) {
        throw new Mismatch("value", expected.toString(), values.toString());
      }
    }
    TlWriter writer = new TlWriter();
    writer.vector(values, TlWriter::int64);
    vector.expect("encoded", writer.toBytes());
  }
}
