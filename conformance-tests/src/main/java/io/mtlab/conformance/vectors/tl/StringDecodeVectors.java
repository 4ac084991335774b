package io.mtlab.conformance.vectors.tl;

import io.mtlab.conformance.vectors.format.Mismatch;
import io.mtlab.conformance.vectors.format.Vector;
import io.mtlab.conformance.vectors.format.VectorTest;
import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.fault.ProtocolException;
import io.mtlab.mtproto.tl.TlReader;

/** {@code TlStringDecodeTest}: bytes read, with whatever follows left standing. */
public final class StringDecodeVectors implements VectorTest {
  @Override
  public void run(Vector vector) throws ProtocolException, Mismatch {
    Bytes encoded = vector.bytes("encoded");
    TlReader reader = new TlReader(encoded);
    vector.expect("value", reader.bytes());
    vector.expect("consumed", encoded.size() - reader.left());
  }
}
