package io.mtlab.mtproto.store;

/** What a store says about usernames. */
public sealed interface NameAnswer extends StoreAnswer {
  /** Whose name it is. */
  record Owner(PeerId peer) implements NameAnswer {}

  /** Nobody has this name. */
  record Free() implements NameAnswer {}

  /** The name is the asker's now. */
  record Claimed() implements NameAnswer {}

  /** Another peer has this name. */
  record Occupied() implements NameAnswer {}
}
