package io.mtlab.conformance.vectors.keys;

import io.mtlab.conformance.vectors.format.Mismatch;
import io.mtlab.conformance.vectors.format.Vector;
import io.mtlab.conformance.vectors.format.VectorTest;
import io.mtlab.mtproto.crypto.AuthKey;
import io.mtlab.mtproto.crypto.NonceHash;

/** {@code NonceHashTest}: new_nonce_hash1, 2 and 3. */
public final class NonceHashVectors implements VectorTest {
  @Override
  public void run(Vector vector) throws Mismatch {
    AuthKey key = AuthKey.of(vector.bytes("authKey"));
    vector.expect("hash", NonceHash.of(vector.bytes("newNonce"), vector.int32("number"), key));
  }
}
