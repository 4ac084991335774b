package io.mtlab.conformance.vectors.crypto;

import io.mtlab.conformance.vectors.format.Mismatch;
import io.mtlab.conformance.vectors.format.Vector;
import io.mtlab.conformance.vectors.format.VectorTest;
import io.mtlab.mtproto.crypto.AesCtr;

/** {@code CtrTest}: AES-256-CTR, cut into pieces. */
public final class CtrVectors implements VectorTest {
  @Override
  public void run(Vector vector) throws Mismatch {
    byte[] data = vector.array("msg");
    AesCtr stream = new AesCtr(vector.array("key"), vector.array("iv"));
    int at = 0;
    for (int piece : vector.intList("chunks")) {
      stream.apply(data, at, piece);
      at += piece;
    }
    vector.expect("ct", data);
  }
}
