package io.mtlab.mtproto.store;

import io.mtlab.mtproto.crypto.AuthKey;

/**
 * A key with what belongs to it.
 *
 * @param key the key
 * @param serverSalt its first salt
 * @param expiresAt Unix seconds; 0 for a permanent key
 * @param userId who is signed in with it; 0 for nobody
 */
public record StoredKey(AuthKey key, long serverSalt, int expiresAt, long userId) {
  @Override
  public String toString() {
    return "StoredKey[" + key + ", user " + userId + "]";
  }
}
