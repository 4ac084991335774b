package io.mtlab.conformance.vectors.crypto;

import io.mtlab.conformance.vectors.format.Mismatch;
import io.mtlab.conformance.vectors.format.Refused;
import io.mtlab.conformance.vectors.format.Vector;
import io.mtlab.conformance.vectors.format.VectorTest;
import io.mtlab.mtproto.crypto.AesIge;

/** {@code IgeTest}: AES in IGE mode both ways, with the key size of the vector. */
public final class IgeVectors implements VectorTest {
  @Override
  public void run(Vector vector) throws Refused, Mismatch {
    AesIge ige = new AesIge(vector.int32("keySize") / Byte.SIZE);
    byte[] key = vector.array("key");
    byte[] iv = vector.array("iv");
    byte[] encrypted = vector.array("msg");
    byte[] decrypted = vector.array("ct");
    Refused.onBadArgument(() -> {
      ige.encrypt(key, iv, encrypted, 0, encrypted.length);
      ige.decrypt(key, iv, decrypted, 0, decrypted.length);
      return true;
    });
    vector.expect("ct", encrypted);
    vector.expect("msg", decrypted);
  }
}
