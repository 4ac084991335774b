package io.mtlab.conformance.vectors.crypto;

import java.util.HexFormat;
import java.util.zip.CRC32;

/** The linear generator that published checksums were made with, and the checksum. */
final class Lcg {
  private int state;

  Lcg(int seed) {
    state = seed;
  }

  byte[] bytes(int count) {
    byte[] made = new byte[count];
    for (int i = 0; i < count; i++) {
      state = state * 123_457_567 + 987_651_241;
      made[i] = (byte) (state >>> 23);
    }
    return made;
  }

  static String crc32(byte[] of) {
    CRC32 crc = new CRC32();
    crc.update(of);
    return HexFormat.of().toHexDigits((int) crc.getValue());
  }
}
