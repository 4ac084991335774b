package io.mtlab.mtproto.store;

import io.mtlab.mtproto.crypto.AuthKey;

/** About authorization keys, by auth_key_id. */
public sealed interface KeyRequest extends StoreRequest {
  /**
   * Remember a key that an exchange made. Answered by {@link KeyAnswer.Kept}, or by {@link
   * KeyAnswer.Taken} when another key has the same id.
   *
   * @param key the key
   * @param serverSalt its first salt
   * @param madeAt when the exchange ended, in nanoseconds since the Unix epoch
   */
  record Put(AuthKey key, long serverSalt, long madeAt) implements KeyRequest {
    @Override
    public String toString() {
      return "Put[" + key + "]";
    }
  }

  /** Answered by {@link KeyAnswer.Found} or {@link KeyAnswer.Unknown}. */
  record Get(long keyId) implements KeyRequest {}

  /** Forget a key and its authorization. {@link KeyAnswer.Removed}, {@link KeyAnswer.Unknown}. */
  record Remove(long keyId) implements KeyRequest {}

  /**
   * Remember who is signed in with a key. {@link KeyAnswer.Authorized}, {@link KeyAnswer.Unknown}.
   *
   * @param keyId the key
   * @param userId the account; 0 for nobody
   */
  record Authorize(long keyId, long userId) implements KeyRequest {}

  /**
   * Remember the layer that a key's client named. {@link KeyAnswer.LayerKept}, {@link
   * KeyAnswer.Unknown}.
   */
  record KeepLayer(long keyId, int layer) implements KeyRequest {}
}
