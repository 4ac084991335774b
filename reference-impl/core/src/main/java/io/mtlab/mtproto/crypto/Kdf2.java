package io.mtlab.mtproto.crypto;

import java.security.MessageDigest;

/**
 * The message key, AES key and iv of MTProto 2.0. One object for each shard; what was derived last
 * lies in its arrays until the next call.
 *
 * @see <a href="https://core.telegram.org/mtproto/description">description, "Defining AES key"</a>
 */
public final class Kdf2 {
  /** The size of a message key in bytes. */
  public static final int MSG_KEY_SIZE = 16;

  /** Where the message key stands in msg_key_large. */
  static final int MSG_KEY_AT = 8;

  private final Sha sha;
  private final byte[] large = new byte[Sha.SHA256_SIZE];
  private final byte[] a = new byte[Sha.SHA256_SIZE];
  private final byte[] b = new byte[Sha.SHA256_SIZE];
  private final byte[] aesKey = new byte[AesIge.KEY_SIZE];
  private final byte[] aesIv = new byte[AesIge.IV_SIZE];

  /** With the digests of the shard. */
  public Kdf2(Sha sha) {
    this.sha = sha;
  }

  /**
   * msg_key_large: SHA-256 over a part of the key and the message with its padding. Its bytes 8 to
   * 23 are the message key.
   *
   * @return 32 bytes, valid until the next call
   */
  byte[] messageKeyLarge(AuthKey key, Direction direction, byte[] data, int offset, int size) {
    MessageDigest digest = sha.sha256();
    digest.update(key.raw(), 88 + direction.x(), 32);
    digest.update(data, offset, size);
    Sha.finish(digest, large);
    return large;
  }

  /** A copy of msg_key_large of a message with its padding. */
  public byte[] messageKeyLarge(AuthKey key, Direction direction, byte[] padded) {
    return messageKeyLarge(key, direction, padded, 0, padded.length).clone();
  }

  /** The quick-ack token that follows from msg_key_large (mtproto-transports#quick-ack). */
  public static int quickAckToken(byte[] large) {
    return Words.int32(large, 0) | 0x8000_0000;
  }

  /** Derives the AES key and iv from the 16 bytes at {@code at}. */
  void derive(AuthKey key, Direction direction, byte[] msgKey, int at) {
    int x = direction.x();
    MessageDigest digest = sha.sha256();
    digest.update(msgKey, at, MSG_KEY_SIZE);
    digest.update(key.raw(), x, 36);
    Sha.finish(digest, a);
    digest.update(key.raw(), 40 + x, 36);
    digest.update(msgKey, at, MSG_KEY_SIZE);
    Sha.finish(digest, b);
    interleave(a, b, aesKey);
    interleave(b, a, aesIv);
  }

  /** Derives the AES key and iv from a message key of 16 bytes. */
  public void derive(AuthKey key, Direction direction, byte[] msgKey) {
    if (msgKey.length != MSG_KEY_SIZE) {
      throw new IllegalArgumentException("a message key has 16 bytes, not " + msgKey.length);
    }
    derive(key, direction, msgKey, 0);
  }

  /** The 32-byte AES key that was derived last; valid until the next call. */
  public byte[] aesKey() {
    return aesKey;
  }

  /** The 32-byte iv that was derived last; valid until the next call. */
  public byte[] aesIv() {
    return aesIv;
  }

  private static void interleave(byte[] outer, byte[] inner, byte[] into) {
    System.arraycopy(outer, 0, into, 0, 8);
    System.arraycopy(inner, 8, into, 8, 16);
    System.arraycopy(outer, 24, into, 24, 8);
  }
}
