package io.mtlab.mtproto.crypto;

/** Which way bytes go. Keys, message ids and transports differ by it. */
public enum Direction {
  /** From the client to the server. */
  TO_SERVER,
  /** From the server to the client. */
  TO_CLIENT
}
