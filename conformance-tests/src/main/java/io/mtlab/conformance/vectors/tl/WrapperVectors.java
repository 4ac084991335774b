package io.mtlab.conformance.vectors.tl;

import io.mtlab.conformance.vectors.format.Mismatch;
import io.mtlab.conformance.vectors.format.Vector;
import io.mtlab.conformance.vectors.format.VectorTest;
import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.fault.ProtocolException;
import io.mtlab.mtproto.tl.TlObject;
import io.mtlab.mtproto.tl.TlObjects;
import io.mtlab.mtproto.tl.TlReader;
import io.mtlab.mtproto.tl.TlVector;
import io.mtlab.mtproto.tl.service.RpcResult;

/** {@code TlWrapperTest}: objects that hold another one, down to the innermost. */
public final class WrapperVectors implements VectorTest {
  /** {@code vector#1cb5c415}. */
  private static final int VECTOR = 0x1cb5c415;

  private static final int INT_BYTES = 4;

  @Override
  public void run(Vector vector) throws ProtocolException, Mismatch {
    Bytes encoded = vector.bytes("encoded");
    TlReader reader = new TlReader(encoded);
    TlObject object = TlObjects.read(reader);
    reader.end();
    vector.expect("encoded", TlObjects.toBytes(object));
    Bytes query = vector.bytes("query");
    vector.expect("query", encoded.from(Math.max(0, encoded.size() - query.size())));
    Components components = Components.of(object, false);
    if (object instanceof RpcResult result) {
      TlObject answer = answer(result.result());
      vector.expect("query", TlObjects.toBytes(answer));
      components.add(answer);
    }
    if (vector.has("fields")) {
      components.expect(vector.json("fields"));
    }
  }

  /** The vectors have an answer that is a vector of numbers, which only its method could name. */
  private static TlObject answer(Bytes body) throws ProtocolException {
    TlReader reader = new TlReader(body);
    TlObject answer =
        reader.peekInt32() == VECTOR
            ? TlVector.read(reader, INT_BYTES, TlReader::int32)
            : TlObjects.read(reader);
    reader.end();
    return answer;
  }
}
