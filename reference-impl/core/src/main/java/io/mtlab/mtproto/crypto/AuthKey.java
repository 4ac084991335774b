package io.mtlab.mtproto.crypto;

import io.mtlab.mtproto.bytes.Bytes;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/**
 * An authorization key: the 2,048-bit secret that a client and a server share after {@code
 * auth_key}. It is never sent; its 64-bit {@link #id()} names it on the wire
 * (description#authorization-key).
 */
public final class AuthKey {
  /** The size of a key in bytes, leading zeros included. */
  public static final int SIZE = 256;

  private final byte[] value;
  private final long id;
  private final long auxHash;

  private AuthKey(byte[] value, Sha sha) {
    if (value.length != SIZE) {
      throw new IllegalArgumentException("an authorization key has 256 bytes, not " + value.length);
    }
    this.value = value;
    byte[] hash = sha.sha1(value);
    this.id = Words.int64(hash, 12);
    this.auxHash = Words.int64(hash, 0);
  }

  /**
   * The key with these 256 bytes, which are copied.
   *
   * @throws IllegalArgumentException if there are not 256
   */
  public static AuthKey of(byte[] value) {
    return of(value, new Sha());
  }

  /** The same with a digest that is there already. */
  public static AuthKey of(byte[] value, Sha sha) {
    return new AuthKey(value.clone(), sha);
  }

  /** The same from an immutable slice, as stores and files hold it. */
  public static AuthKey of(Bytes value) {
    return new AuthKey(value.toArray(), new Sha());
  }

  /**
   * What names the key on the wire: the last 8 bytes of its SHA-1, read little-endian
   * (auth_key#9-server-responds-in-one-of-three-ways).
   */
  public long id() {
    return id;
  }

  /** The first 8 bytes of its SHA-1, read little-endian: part of new_nonce_hash and retry_id. */
  public long auxHash() {
    return auxHash;
  }

  /** A copy of the secret bytes, for the store. Whoever takes them keeps them out of logs. */
  public Bytes secret() {
    return Bytes.copyOf(value);
  }

  /** The secret bytes themselves, for the ciphers of this package, which only read them. */
  byte[] raw() {
    return value;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof AuthKey that
        && id == that.id
        && MessageDigest.isEqual(value, that.value);
  }

  @Override
  public int hashCode() {
    return Long.hashCode(id);
  }

  /** The id only. */
  @Override
  public String toString() {
    return "AuthKey[" + Long.toHexString(id) + "]";
  }
}
