package io.mtlab.mtproto.store;

/** What a store says about authorization keys. */
public sealed interface KeyAnswer extends StoreAnswer {
  /** The key is remembered. */
  record Kept() implements KeyAnswer {}

  /** Another key has this id. */
  record Taken() implements KeyAnswer {}

  /** A key that is remembered. */
  record Found(StoredKey key) implements KeyAnswer {}

  /** No key has this id. */
  record Unknown() implements KeyAnswer {}

  /** The key is forgotten. */
  record Removed() implements KeyAnswer {}

  /** The authorization is remembered. */
  record Authorized(long userId) implements KeyAnswer {}

  /** The layer is remembered. */
  record LayerKept() implements KeyAnswer {}
}
