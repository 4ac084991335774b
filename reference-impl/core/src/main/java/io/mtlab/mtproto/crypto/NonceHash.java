package io.mtlab.mtproto.crypto;

import io.mtlab.mtproto.bytes.Bytes;

/** What both ends compute from new_nonce at the end of a key exchange. */
public final class NonceHash {
  /** In dh_gen_ok. */
  public static final int OK = 1;

  /** In dh_gen_retry. */
  public static final int RETRY = 2;

  /** In dh_gen_fail. */
  public static final int FAIL = 3;

  private NonceHash() {}

  /**
   * new_nonce_hash1, 2 or 3: {@code SHA1(new_nonce + number + auth_key_aux_hash)[4..20)}
   * (auth_key#9-server-responds-in-one-of-three-ways).
   *
   * @param newNonce 32 bytes
   * @param number {@link #OK}, {@link #RETRY} or {@link #FAIL}
   * @return 16 bytes; compare with {@link Bytes#equalsInConstantTime}
   */
  public static Bytes of(Bytes newNonce, int number, AuthKey key) {
    if (newNonce.size() != 32 || number < OK || number > FAIL) {
      throw new IllegalArgumentException(newNonce.size() + " bytes, number " + number);
    }
    byte[] tail = new byte[1 + Long.BYTES];
    tail[0] = (byte) number;
    Words.putInt64(tail, 1, key.auxHash());
    return Bytes.wrap(new Sha().sha1(newNonce.toArray(), tail)).from(4);
  }

  /**
   * The first server salt of a key: the first 8 bytes of both nonces, xored, read little-endian
   * (auth_key#9-server-responds-in-one-of-three-ways).
   *
   * @param newNonce 32 bytes
   * @param serverNonce 16 bytes
   */
  public static long firstSalt(Bytes newNonce, Bytes serverNonce) {
    return newNonce.int64(0) ^ serverNonce.int64(0);
  }
}
