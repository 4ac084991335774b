package io.mtlab.conformance.vectors.keys;

import io.mtlab.conformance.vectors.format.Mismatch;
import io.mtlab.conformance.vectors.format.Vector;
import io.mtlab.conformance.vectors.format.VectorTest;
import io.mtlab.mtproto.crypto.RsaPublicKey;

/** {@code RsaRawTest}: powers modulo a public key. */
public final class RsaRawVectors implements VectorTest {
  @Override
  public void run(Vector vector) throws Mismatch {
    RsaPublicKey key = new RsaPublicKey(vector.number("n"), vector.number("e"));
    vector.expect("output", key.apply(vector.array("input")));
  }
}
