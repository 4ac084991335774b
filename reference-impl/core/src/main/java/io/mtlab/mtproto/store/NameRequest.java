package io.mtlab.mtproto.store;

/**
 * About usernames. Upper and lower case are the same name. A peer has at most one; an empty name
 * stands for none.
 */
public sealed interface NameRequest extends StoreRequest {
  /** Answered by {@link NameAnswer.Owner} or {@link NameAnswer.Free}. */
  record Resolve(String name) implements NameRequest {}

  /**
   * Give a peer this name instead of the one it had. {@link NameAnswer.Claimed}, or {@link
   * NameAnswer.Occupied} when another peer has it.
   *
   * @param name the new name; empty to give the old one back
   * @param peer who wants it
   */
  record Claim(String name, PeerId peer) implements NameRequest {}
}
