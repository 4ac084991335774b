package io.mtlab.conformance.vectors.session;

import io.mtlab.conformance.vectors.format.Mismatch;
import io.mtlab.conformance.vectors.format.Vector;
import io.mtlab.conformance.vectors.format.VectorTest;
import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.fault.ProtocolException;
import io.mtlab.mtproto.session.Container;
import io.mtlab.mtproto.session.Gzip;
import io.mtlab.mtproto.session.Message;

/** {@code GzipPackedTest}, {@code GzipPackedDecodeTest}: objects are unpacked, or refused. */
public final class GzipVectors implements VectorTest {
  private static final int RPC_RESULT_HEADER = 12;

  @Override
  public void run(Vector vector) throws ProtocolException, Mismatch {
    Bytes encoded = vector.bytes("encoded");
    if (vector.hasFlag("ContainerAround")) {
      Message outer = new Message(Long.MAX_VALUE, 0, encoded);
      vector.expect("unpackedMessage", Container.unwrap(outer).getFirst().body());
    } else if (vector.hasFlag("Inside")) {
      Bytes head = encoded.slice(0, RPC_RESULT_HEADER);
      vector.expect("unpacked", Bytes.concat(head, Gzip.unpack(encoded.from(RPC_RESULT_HEADER))));
    } else {
      Bytes unpacked = Gzip.unpack(encoded);
      if (vector.has("unpacked")) {
        vector.expect("unpacked", unpacked);
        if (!Gzip.unpack(Gzip.pack(unpacked)).equals(unpacked)) {
          throw new Mismatch("packed and unpacked", unpacked.toHex(), "something else");
        }
      }
    }
  }
}
