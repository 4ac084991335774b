package io.mtlab.conformance.vectors.keys;

import io.mtlab.conformance.vectors.format.Mismatch;
import io.mtlab.conformance.vectors.format.Vector;
import io.mtlab.conformance.vectors.format.VectorTest;
import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.crypto.AuthKey;
import io.mtlab.mtproto.crypto.NonceHash;
import java.util.HexFormat;

/** {@code AuthKeyIdTest} and {@code AuthKeyHashesTest}: what follows from a new key. */
public final class AuthKeyHashesVectors implements VectorTest {
  @Override
  public void run(Vector vector) throws Mismatch {
    AuthKey key = AuthKey.of(vector.bytes("authKey"));
    vector.expectText("authKeyId", wire(key.id()));
    vector.expectText("authKeyAuxHash", wire(key.auxHash()));
    if (vector.has("newNonce")) {
      Bytes newNonce = vector.bytes("newNonce");
      vector.expect("newNonceHash1", NonceHash.of(newNonce, NonceHash.OK, key));
      vector.expect("newNonceHash2", NonceHash.of(newNonce, NonceHash.RETRY, key));
      vector.expect("newNonceHash3", NonceHash.of(newNonce, NonceHash.FAIL, key));
      long salt = NonceHash.firstSalt(newNonce, vector.bytes("serverNonce"));
      vector.expect("serverSalt", salt);
      vector.expectText("serverSaltWire", wire(salt));
    }
  }

  private static String wire(long number) {
    return HexFormat.of().toHexDigits(Long.reverseBytes(number));
  }
}
