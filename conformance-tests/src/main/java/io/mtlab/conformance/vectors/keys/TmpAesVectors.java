package io.mtlab.conformance.vectors.keys;

import io.mtlab.conformance.vectors.format.Mismatch;
import io.mtlab.conformance.vectors.format.Vector;
import io.mtlab.conformance.vectors.format.VectorTest;
import io.mtlab.mtproto.crypto.TmpAes;

/** {@code TmpAesTest}: the temporary AES key and iv of an exchange. */
public final class TmpAesVectors implements VectorTest {
  @Override
  public void run(Vector vector) throws Mismatch {
    TmpAes aes = new TmpAes(vector.bytes("newNonce"), vector.bytes("serverNonce"));
    vector.expect("key", aes.key());
    vector.expect("iv", aes.iv());
  }
}
