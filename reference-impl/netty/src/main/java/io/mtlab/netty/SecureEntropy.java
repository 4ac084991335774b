package io.mtlab.netty;

import io.mtlab.mtproto.crypto.Entropy;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Random bytes for one event loop, for one thread: AES-256-CTR from a seed of the system's source,
 * since asking that source for each padding costs twenty times as much. Every 8 KiB the generator
 * takes its next key from its own output and forgets the old one, and bytes that were given are
 * wiped: a memory dump tells nothing of the past.
 *
 * @see <a
 *     href="https://core.telegram.org/mtproto/security_guidelines#client-random-number-generation">
 *     security guidelines</a>
 */
public final class SecureEntropy implements Entropy {
  private static final int KEY_BYTES = 32;
  private static final int IV_BYTES = 16;
  private static final int SEED_BYTES = KEY_BYTES + IV_BYTES;
  private static final int POOL_BYTES = SEED_BYTES + 8192;
  private static final byte[] ZEROS = new byte[POOL_BYTES];

  private final Cipher cipher;
  private final byte[] pool = new byte[POOL_BYTES];
  private int at = POOL_BYTES;

  /** A generator with a fresh seed. */
  public SecureEntropy() {
    try {
      cipher = Cipher.getInstance("AES/CTR/NoPadding");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES is missing", e);
    }
    byte[] seed = new byte[SEED_BYTES];
    new SecureRandom().nextBytes(seed);
    System.arraycopy(seed, 0, pool, 0, SEED_BYTES);
  }

  @Override
  public void fill(byte[] into) {
    fill(into, 0, into.length);
  }

  @Override
  public void fill(byte[] into, int from, int size) {
    int done = 0;
    while (done < size) {
      if (at == POOL_BYTES) {
        refill();
      }
      int taken = Math.min(size - done, POOL_BYTES - at);
      System.arraycopy(pool, at, into, from + done, taken);
      Arrays.fill(pool, at, at + taken, (byte) 0);
      at += taken;
      done += taken;
    }
  }

  /** The pool's beginning is the next key; the rest is for use. */
  private void refill() {
    try {
      cipher.init(
          Cipher.ENCRYPT_MODE,
          new SecretKeySpec(pool, 0, KEY_BYTES, "AES"),
          new IvParameterSpec(pool, KEY_BYTES, IV_BYTES));
      cipher.doFinal(ZEROS, 0, POOL_BYTES, pool, 0);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("no more random bytes", e);
    }
    at = SEED_BYTES;
  }
}
