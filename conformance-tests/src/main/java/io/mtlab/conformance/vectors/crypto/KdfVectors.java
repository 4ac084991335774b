package io.mtlab.conformance.vectors.crypto;

import io.mtlab.conformance.vectors.format.Mismatch;
import io.mtlab.conformance.vectors.format.Vector;
import io.mtlab.conformance.vectors.format.VectorTest;
import io.mtlab.mtproto.crypto.AuthKey;
import io.mtlab.mtproto.crypto.Kdf2;
import io.mtlab.mtproto.crypto.Mtproto1Cipher;
import io.mtlab.mtproto.crypto.Sha;

/** {@code KdfTest}: AES key and iv from a message key, in both versions of the protocol. */
public final class KdfVectors implements VectorTest {
  private static final String VERSION_1 = "MTProto 1.0 KDF";

  private final Kdf2 kdf = new Kdf2(new Sha());
  private final Mtproto1Cipher version1 = new Mtproto1Cipher();

  @Override
  public void run(Vector vector) throws Mismatch {
    AuthKey key = AuthKey.of(vector.bytes("authKey"));
    byte[] msgKey = vector.array("msgKey");
    if (vector.algorithm().equals(VERSION_1)) {
      Mtproto1Cipher.Derived derived = version1.derive(key, Way.of(vector), msgKey);
      vector.expect("aesKey", derived.aesKey());
      vector.expect("aesIv", derived.aesIv());
    } else {
      kdf.derive(key, Way.of(vector), msgKey);
      vector.expect("aesKey", kdf.aesKey());
      vector.expect("aesIv", kdf.aesIv());
    }
  }
}
