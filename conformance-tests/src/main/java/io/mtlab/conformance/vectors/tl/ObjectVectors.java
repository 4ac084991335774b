package io.mtlab.conformance.vectors.tl;

import io.mtlab.conformance.vectors.format.Mismatch;
import io.mtlab.conformance.vectors.format.NotHere;
import io.mtlab.conformance.vectors.format.Vector;
import io.mtlab.conformance.vectors.format.VectorTest;
import io.mtlab.mtproto.fault.Malformed;
import io.mtlab.mtproto.fault.ProtocolException;
import io.mtlab.mtproto.tl.TlObject;
import io.mtlab.mtproto.tl.TlObjects;
import io.mtlab.mtproto.tl.TlReader;

/** {@code TlObjectTest}: service messages and some of the API, field by field. */
public final class ObjectVectors implements VectorTest {
  @Override
  public void run(Vector vector) throws ProtocolException, Mismatch, NotHere {
    TlReader reader = new TlReader(vector.bytes("encoded"));
    TlObject object = read(reader);
    reader.end();
    if (vector.has("fields")) {
      Components.of(object, true).expect(vector.json("fields"));
    }
    vector.expect("encoded", TlObjects.toBytes(object));
  }

  private static TlObject read(TlReader reader) throws ProtocolException, NotHere {
    try {
      return TlObjects.read(reader);
    } catch (ProtocolException refused) {
      if (refused.fault() == Malformed.STRING_NOT_UTF8) {
        throw new NotHere("random bytes as text, which must be UTF-8 here");
      }
      throw refused;
    }
  }
}
