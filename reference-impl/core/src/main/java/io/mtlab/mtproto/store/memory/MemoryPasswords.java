package io.mtlab.mtproto.store.memory;

import io.mtlab.mtproto.store.PasswordAnswer;
import io.mtlab.mtproto.store.PasswordRequest;
import io.mtlab.mtproto.store.StoredPassword;
import java.util.HashMap;
import java.util.Map;

/** The passwords of a {@link MemoryStore}. */
final class MemoryPasswords {
  private final Map<Long, StoredPassword> byUser = new HashMap<>(); // looked up, never walked

  PasswordAnswer answerTo(PasswordRequest request) {
    return switch (request) {
      case PasswordRequest.Get ask -> {
        StoredPassword password = byUser.get(ask.userId());
        yield password == null ? new PasswordAnswer.None() : new PasswordAnswer.Found(password);
      }
      case PasswordRequest.Put put -> {
        byUser.put(put.userId(), put.password());
        yield new PasswordAnswer.Found(put.password());
      }
      case PasswordRequest.Remove remove -> {
        byUser.remove(remove.userId());
        yield new PasswordAnswer.None();
      }
    };
  }
}
