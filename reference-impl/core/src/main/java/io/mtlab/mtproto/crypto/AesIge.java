package io.mtlab.mtproto.crypto;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.ShortBufferException;
import javax.crypto.spec.IvParameterSpec;

/**
 * AES-256 in IGE mode: {@code c_i = E(m_i ^ c_(i-1)) ^ m_(i-1)}. The first half of the 32-byte iv
 * stands for {@code c_0}, the second for {@code m_0}. Owns its ciphers and its scratch space: one
 * object for each shard. IGE alone protects nothing from being changed; a message key must.
 *
 * <p>Encryption is CBC in disguise. With {@code x_i = c_i ^ m_(i-1)} the formula reads {@code x_i =
 * E((m_i ^ m_(i-2)) ^ x_(i-1))}: CBC over {@code m_i ^ m_(i-2)} with {@code c_0} as its iv ({@code
 * m_(-1)} is zero). So the platform's CBC does whole runs of blocks at once. Decryption needs every
 * block before the next one, so it goes block by block.
 *
 * @see <a href="https://core.telegram.org/mtproto/description">description, "Defining AES key"</a>
 */
public final class AesIge {
  /** The size of MTProto's keys in bytes. */
  public static final int KEY_SIZE = 32;

  /** The size of an iv in bytes. */
  public static final int IV_SIZE = 32;

  /** The size of a block in bytes. */
  public static final int BLOCK = 16;

  /** How much is encrypted at once: small enough to stay in the first cache. */
  private static final int CHUNK = 4096;

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

  private final Cipher cbc = cipher("AES/CBC/NoPadding");
  private final Cipher ecb = cipher("AES/ECB/NoPadding");
  private final ReusedKey key;
  private final ReusedIv cbcIv = new ReusedIv();
  private final byte[] plain = new byte[2 * BLOCK + CHUNK];
  private final byte[] mixed = new byte[CHUNK];

  /** With MTProto's keys, of 32 bytes. */
  public AesIge() {
    this(KEY_SIZE);
  }

  /**
   * With keys of another size, which MTProto never has; the mode's published test vectors do.
   *
   * @param keySize 16, 24 or 32 bytes
   */
  public AesIge(int keySize) {
    key = new ReusedKey(keySize);
  }

  /**
   * Encrypts in place.
   *
   * @param key as many bytes as this object's keys have
   * @param iv 32 bytes
   * @param size a multiple of 16
   * @throws IllegalArgumentException if a size is wrong
   */
  public void encrypt(byte[] key, byte[] iv, byte[] data, int offset, int size) {
    check(key, iv, size);
    try {
      this.key.set(key);
      cbcIv.set(iv);
      cbc.init(Cipher.ENCRYPT_MODE, this.key, cbcIv);
      // The scratch space holds m_(i-2) and m_(i-1) in front of the blocks of this run.
      LONG.set(plain, 0, 0L);
      LONG.set(plain, 8, 0L);
      System.arraycopy(iv, BLOCK, plain, BLOCK, BLOCK);
      for (int done = 0; done < size; done += CHUNK) {
        encryptRun(data, offset + done, Math.min(CHUNK, size - done));
      }
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("AES with this key is always there", impossible);
    }
  }

  private void encryptRun(byte[] data, int offset, int size) throws ShortBufferException {
    System.arraycopy(data, offset, plain, 2 * BLOCK, size);
    for (int at = 0; at < size; at += Long.BYTES) {
      LONG.set(mixed, at, (long) LONG.get(plain, 2 * BLOCK + at) ^ (long) LONG.get(plain, at));
    }
    cbc.update(mixed, 0, size, data, offset);
    for (int at = 0; at < size; at += Long.BYTES) {
      int to = offset + at;
      LONG.set(data, to, (long) LONG.get(data, to) ^ (long) LONG.get(plain, BLOCK + at));
    }
    System.arraycopy(plain, size, plain, 0, 2 * BLOCK);
  }

  /**
   * Decrypts in place.
   *
   * @param key as many bytes as this object's keys have
   * @param iv 32 bytes
   * @param size a multiple of 16
   * @throws IllegalArgumentException if a size is wrong
   */
  public void decrypt(byte[] key, byte[] iv, byte[] data, int offset, int size) {
    check(key, iv, size);
    try {
      this.key.set(key);
      ecb.init(Cipher.DECRYPT_MODE, this.key);
      decryptBlocks(iv, data, offset, offset + size);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("AES with this key is always there", impossible);
    }
  }

  private void decryptBlocks(byte[] iv, byte[] data, int from, int to) throws ShortBufferException {
    long c0 = (long) LONG.get(iv, 0);
    long c1 = (long) LONG.get(iv, 8);
    long m0 = (long) LONG.get(iv, BLOCK);
    long m1 = (long) LONG.get(iv, BLOCK + 8);
    for (int at = from; at < to; at += BLOCK) {
      long nextC0 = (long) LONG.get(data, at);
      long nextC1 = (long) LONG.get(data, at + 8);
      LONG.set(mixed, 0, nextC0 ^ m0);
      LONG.set(mixed, 8, nextC1 ^ m1);
      ecb.update(mixed, 0, BLOCK, mixed, BLOCK);
      m0 = (long) LONG.get(mixed, BLOCK) ^ c0;
      m1 = (long) LONG.get(mixed, BLOCK + 8) ^ c1;
      LONG.set(data, at, m0);
      LONG.set(data, at + 8, m1);
      c0 = nextC0;
      c1 = nextC1;
    }
  }

  private void check(byte[] key, byte[] iv, int size) {
    if (key.length != this.key.size() || iv.length != IV_SIZE || size % BLOCK != 0) {
      throw new IllegalArgumentException(
          "key, iv and data of " + key.length + ", " + iv.length + " and " + size + " bytes");
    }
  }

  private static Cipher cipher(String transformation) {
    try {
      return Cipher.getInstance(transformation);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every Java platform has AES", impossible);
    }
  }

  /**
   * A key that is filled anew for each message. A provider may clear what it was handed, so it is
   * handed a second array; both are made once.
   */
  private static final class ReusedKey implements SecretKey {
    private static final long serialVersionUID = 1L;

    private final byte[] value;
    private final byte[] handedOut;

    ReusedKey(int size) {
      value = new byte[size];
      handedOut = new byte[size];
    }

    int size() {
      return value.length;
    }

    void set(byte[] key) {
      System.arraycopy(key, 0, value, 0, value.length);
    }

    @Override
    public String getAlgorithm() {
      return "AES";
    }

    @Override
    public String getFormat() {
      return "RAW";
    }

    @Override
    public byte[] getEncoded() {
      System.arraycopy(value, 0, handedOut, 0, value.length);
      return handedOut;
    }
  }

  /** An iv that is filled anew for each message. */
  private static final class ReusedIv extends IvParameterSpec {
    private final byte[] handedOut = new byte[BLOCK];

    ReusedIv() {
      super(new byte[BLOCK]);
    }

    void set(byte[] iv) {
      System.arraycopy(iv, 0, handedOut, 0, BLOCK);
    }

    @Override
    public byte[] getIV() {
      return handedOut;
    }
  }
}
