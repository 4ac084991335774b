package io.mtlab.mtproto.store.memory;

import io.mtlab.mtproto.store.KeyAnswer;
import io.mtlab.mtproto.store.KeyRequest;
import io.mtlab.mtproto.store.StoredKey;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
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
      case KeyRequest.Authorize(long keyId, long userId) ->
          change(keyId, key -> key.withUser(userId), new KeyAnswer.Authorized(userId));
      case KeyRequest.KeepLayer(long keyId, int layer) ->
          change(keyId, key -> key.withLayer(layer), new KeyAnswer.LayerKept());
    };
  }

  private KeyAnswer put(KeyRequest.Put put) {
    StoredKey key = new StoredKey(put.key(), put.serverSalt(), put.madeAt(), 0, 0);
    StoredKey before = byId.putIfAbsent(put.key().id(), key);
    return before == null ? new KeyAnswer.Kept() : new KeyAnswer.Taken();
  }

  private KeyAnswer change(long keyId, UnaryOperator<StoredKey> change, KeyAnswer done) {
    StoredKey changed = byId.computeIfPresent(keyId, (_, key) -> change.apply(key));
    return changed == null ? new KeyAnswer.Unknown() : done;
  }

  private static KeyAnswer found(@Nullable StoredKey key) {
    return key == null ? new KeyAnswer.Unknown() : new KeyAnswer.Found(key);
  }
}
