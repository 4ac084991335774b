package io.mtlab.mtproto.store.memory;

import io.mtlab.mtproto.store.KeyAnswer;
import io.mtlab.mtproto.store.KeyRequest;
import io.mtlab.mtproto.store.StoredKey;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The keys of a {@link MemoryStore}, by id. */
final class MemoryKeys {
  private final Map<Long, StoredKey> byId = new HashMap<>();

  KeyAnswer answerTo(KeyRequest request) {
    return switch (request) {
      case KeyRequest.Put put -> put(put);
      case KeyRequest.Get get -> found(byId.get(get.keyId()));
      case KeyRequest.Remove remove ->
          byId.remove(remove.keyId()) == null ? new KeyAnswer.Unknown() : new KeyAnswer.Removed();
      case KeyRequest.Authorize authorize -> authorize(authorize);
    };
  }

  private KeyAnswer put(KeyRequest.Put put) {
    StoredKey key = new StoredKey(put.key(), put.serverSalt(), put.expiresAt(), 0);
    StoredKey before = byId.putIfAbsent(put.key().id(), key);
    return before == null ? new KeyAnswer.Kept() : new KeyAnswer.Taken();
  }

  private KeyAnswer authorize(KeyRequest.Authorize authorize) {
    StoredKey key = byId.get(authorize.keyId());
    if (key == null) {
      return new KeyAnswer.Unknown();
    }
    byId.put(
        authorize.keyId(),
        new StoredKey(key.key(), key.serverSalt(), key.expiresAt(), authorize.userId()));
    return new KeyAnswer.Authorized(authorize.userId());
  }

  private static KeyAnswer found(@Nullable StoredKey key) {
    return key == null ? new KeyAnswer.Unknown() : new KeyAnswer.Found(key);
  }
}
