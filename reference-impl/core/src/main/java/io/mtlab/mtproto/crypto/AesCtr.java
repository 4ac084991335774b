package io.mtlab.mtproto.crypto;

import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.ShortBufferException;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * One direction of an AES-256-CTR stream, with a 128-bit big-endian counter. Where the stream is
 * cut into pieces makes no difference. Encryption and decryption are the same
 * (mtproto-transports#transport-obfuscation).
 */
public final class AesCtr {
  /** The size of a key in bytes. */
  public static final int KEY_SIZE = 32;

  /** The size of the counter's first value in bytes. */
  public static final int IV_SIZE = 16;

  private final Cipher cipher;

  /**
   * A stream at its start.
   *
   * @param key 32 bytes
   * @param iv 16 bytes
   * @throws IllegalArgumentException if a size is wrong
   */
  public AesCtr(byte[] key, byte[] iv) {
    if (key.length != KEY_SIZE || iv.length != IV_SIZE) {
      throw new IllegalArgumentException(
          "key and iv of " + key.length + " and " + iv.length + " bytes");
    }
    try {
      cipher = Cipher.getInstance("AES/CTR/NoPadding");
      cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(iv));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every Java platform has AES", impossible);
    }
  }

  /** Encrypts or decrypts the next bytes of the stream in place. */
  public void apply(byte[] data, int offset, int size) {
    try {
      int done = cipher.update(data, offset, size, data, offset);
      if (done != size) {
        throw new IllegalStateException(done + " of " + size + " bytes");
      }
    } catch (ShortBufferException impossible) {
      throw new IllegalStateException("in place", impossible);
    }
  }

  /** Encrypts or decrypts the next bytes of the stream. */
  public byte[] apply(byte[] data) {
    byte[] result = data.clone();
    apply(result, 0, result.length);
    return result;
  }
}
