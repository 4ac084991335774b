package io.mtlab.mtproto.store;

/** Who can have a username. */
public sealed interface PeerId {
  /** An account. */
  record User(long id) implements PeerId {}

  /** A channel or supergroup. */
  record Channel(long id) implements PeerId {}
}
