package io.mtlab.conformance.vectors.crypto;

import io.mtlab.conformance.vectors.format.Mismatch;
import io.mtlab.conformance.vectors.format.Vector;
import io.mtlab.conformance.vectors.format.VectorTest;
import io.mtlab.mtproto.crypto.AesCtr;
import java.util.Arrays;

/** {@code CtrLcgTest}: AES-256-CTR of which only a CRC-32 was published. */
public final class CtrChecksumVectors implements VectorTest {
  @Override
  public void run(Vector vector) throws Mismatch {
    Lcg numbers = new Lcg(vector.int32("length"));
    byte[] data = numbers.bytes(vector.int32("length"));
    byte[] key = numbers.bytes(AesCtr.KEY_SIZE);
    byte[] iv = numbers.bytes(AesCtr.IV_SIZE);
    if (vector.isTrue("ivAllFf")) {
      Arrays.fill(iv, (byte) 0xff);
    }
    vector.expectText("crc32", Lcg.crc32(new AesCtr(key, iv).apply(data)));
  }
}
