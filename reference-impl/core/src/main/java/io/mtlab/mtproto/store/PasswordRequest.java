package io.mtlab.mtproto.store;

/** About the passwords of two-step verification; the password itself is nowhere. */
public sealed interface PasswordRequest extends StoreRequest {
  /** Answered by {@link PasswordAnswer.Found} or {@link PasswordAnswer.None}. */
  record Get(long userId) implements PasswordRequest {}

  /** Sets it, or another one. Answered by {@link PasswordAnswer.Found}. */
  record Put(long userId, StoredPassword password) implements PasswordRequest {}

  /** Answered by {@link PasswordAnswer.None}. */
  record Remove(long userId) implements PasswordRequest {}
}
