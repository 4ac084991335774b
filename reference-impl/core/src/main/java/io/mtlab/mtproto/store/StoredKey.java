package io.mtlab.mtproto.store;

import io.mtlab.mtproto.crypto.AuthKey;

/**
 * A permanent key with what belongs to it. Temporary keys are never stored.
 *
 * @param key the key
 * @param serverSalt its first salt
 * @param madeAt when the exchange made it, in nanoseconds since the Unix epoch: its salts count
 *     from there
 * @param userId who is signed in with it; 0 for nobody
 * @param layer the layer that its client named last; 0 for none
 */
public record StoredKey(AuthKey key, long serverSalt, long madeAt, long userId, int layer) {
  /** The same with somebody else signed in. */
  public StoredKey withUser(long user) {
    return new StoredKey(key, serverSalt, madeAt, user, layer);
  }

  /** The same with another layer. */
  public StoredKey withLayer(int named) {
    return new StoredKey(key, serverSalt, madeAt, userId, named);
  }

  @Override
  public String toString() {
    return "StoredKey[" + key + ", user " + userId + "]";
  }
}
