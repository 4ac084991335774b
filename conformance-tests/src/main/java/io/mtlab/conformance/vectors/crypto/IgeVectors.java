package io.mtlab.conformance.vectors.crypto;

import io.mtlab.conformance.vectors.format.Mismatch;
import io.mtlab.conformance.vectors.format.NotHere;
import io.mtlab.conformance.vectors.format.Refused;
import io.mtlab.conformance.vectors.format.Vector;
import io.mtlab.conformance.vectors.format.VectorTest;
import io.mtlab.mtproto.crypto.AesIge;

/** {@code IgeTest}: AES-256-IGE both ways. */
public final class IgeVectors implements VectorTest {
  private static final int SHORT_KEY_BITS = 128;

  private final AesIge ige = new AesIge();

  @Override
  public void run(Vector vector) throws Refused, Mismatch, NotHere {
    if (vector.int32("keySize") == SHORT_KEY_BITS) {
      throw new NotHere("MTProto has no keys of 128 bits");
    }
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
