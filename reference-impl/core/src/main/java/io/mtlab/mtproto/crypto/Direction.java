package io.mtlab.mtproto.crypto;

/**
 * Which way bytes go. Message ids and transports differ by it, and the keys of both ways start at
 * different bytes of the authorization key, so that a message sent back to its sender is refused
 * (description#defining-aes-key-and-iv).
 */
public enum Direction {
  /** From a client to a server: x = 0. */
  TO_SERVER(0),
  /** From a server to a client: x = 8. */
  TO_CLIENT(8);

  private final int x;

  Direction(int x) {
    this.x = x;
  }

  /** The number of bytes by which all parts of the authorization key are moved. */
  int x() {
    return x;
  }
}
