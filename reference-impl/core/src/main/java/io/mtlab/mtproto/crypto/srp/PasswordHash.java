package io.mtlab.mtproto.crypto.srp;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.crypto.Sha;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * x, the secret exponent that follows from a password: {@code SH(d, s) = SHA256(s + d + s)}, and
 * PBKDF2 with HMAC-SHA512 between two pairs of them.
 *
 * @see <a href="https://core.telegram.org/api/srp#checking-the-password-with-srp">srp</a>
 */
public final class PasswordHash {
  /** Rounds of PBKDF2; they take some 0.1 s. */
  public static final int ROUNDS = 100_000;

  private static final String HMAC = "HmacSHA512";
  private static final byte[] FIRST_BLOCK = {0, 0, 0, 1};

  private PasswordHash() {}

  /**
   * x of a password.
   *
   * @param password UTF-8, not normalised; left as it is
   * @return 32 bytes, to be wiped by the caller
   */
  public static byte[] x(byte[] password, Bytes salt1, Bytes salt2) {
    byte[] first = salted(password, salt1);
    byte[] second = salted(first, salt2);
    byte[] stretched = pbkdf2(second, salt1.toArray());
    byte[] x = salted(stretched, salt2);
    Arrays.fill(first, (byte) 0);
    Arrays.fill(second, (byte) 0);
    Arrays.fill(stretched, (byte) 0);
    return x;
  }

  private static byte[] salted(byte[] data, Bytes salt) {
    byte[] around = salt.toArray();
    return new Sha().sha256(around, data, around);
  }

  /** The first block, 64 bytes. The JDK's own PBKDF2 takes text only, and this key is none. */
  private static byte[] pbkdf2(byte[] key, byte[] salt) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(key, HMAC));
      mac.update(salt);
      byte[] round = mac.doFinal(FIRST_BLOCK);
      byte[] sum = round.clone();
      for (int i = 1; i < ROUNDS; i++) {
        mac.update(round);
        mac.doFinal(round, 0);
        for (int j = 0; j < sum.length; j++) {
          sum[j] ^= round[j];
        }
      }
      Arrays.fill(round, (byte) 0);
      return sum;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + HMAC, e);
    }
  }
}
