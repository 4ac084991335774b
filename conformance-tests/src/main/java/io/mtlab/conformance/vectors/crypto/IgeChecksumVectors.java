package io.mtlab.conformance.vectors.crypto;

import io.mtlab.conformance.vectors.format.Mismatch;
import io.mtlab.conformance.vectors.format.Vector;
import io.mtlab.conformance.vectors.format.VectorTest;
import io.mtlab.mtproto.crypto.AesIge;

/** {@code IgeLcgTest}: AES-256-IGE of which only a CRC-32 was published. */
public final class IgeChecksumVectors implements VectorTest {
  private final AesIge ige = new AesIge();

  @Override
  public void run(Vector vector) throws Mismatch {
    Lcg numbers = new Lcg(vector.int32("length"));
    byte[] data = numbers.bytes(vector.int32("length"));
    byte[] key = numbers.bytes(AesIge.KEY_SIZE);
    byte[] iv = numbers.bytes(AesIge.IV_SIZE);
    byte[] encrypted = data.clone();
    ige.encrypt(key, iv, encrypted, 0, encrypted.length);
    vector.expectText("crc32", Lcg.crc32(encrypted));
  }
}
