package io.mtlab.mtproto.transport.faketls;

import io.mtlab.mtproto.bytes.Bytes;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC-SHA256 under the 16 bytes of a secret: what the randoms of both hellos are. */
final class Proof {
  /** The size of a random in a hello. */
  static final int BYTES = 32;

  /** Where the random stands in a record with a hello. */
  static final int AT = 11;

  private Proof() {}

  static byte[] of(Bytes secret, byte[]... parts) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.toArray(), "HmacSHA256"));
      for (byte[] part : parts) {
        mac.update(part);
      }
      return mac.doFinal();
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every Java platform has HmacSHA256", impossible);
    }
  }

  /** The record with zeros where its random stands. */
  static byte[] withoutRandom(Bytes record) {
    byte[] blank = record.toArray();
    Arrays.fill(blank, AT, AT + BYTES, (byte) 0);
    return blank;
  }
}
