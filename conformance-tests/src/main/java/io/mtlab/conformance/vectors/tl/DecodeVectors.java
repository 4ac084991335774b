package io.mtlab.conformance.vectors.tl;

import io.mtlab.conformance.vectors.format.Vector;
import io.mtlab.conformance.vectors.format.VectorTest;
import io.mtlab.mtproto.fault.ProtocolException;
import io.mtlab.mtproto.tl.TlObjects;
import io.mtlab.mtproto.tl.TlReader;

/** {@code TlDecodeTest}: cut, unknown and overlong objects; nothing may be left behind one. */
public final class DecodeVectors implements VectorTest {
  @Override
  public void run(Vector vector) throws ProtocolException {
    TlReader reader = new TlReader(vector.bytes("encoded"));
    TlObjects.read(reader);
    reader.end();
  }
}
