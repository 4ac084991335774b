package io.mtlab.mtproto.store;

/** What a store says about passwords. */
public sealed interface PasswordAnswer extends StoreAnswer {
  /** What the account has. */
  record Found(StoredPassword password) implements PasswordAnswer {}

  /** The account has none. */
  record None() implements PasswordAnswer {}
}
