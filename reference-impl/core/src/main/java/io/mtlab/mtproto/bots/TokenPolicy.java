package io.mtlab.mtproto.bots;

/** Which tokens let a bot in. */
public enum TokenPolicy {
  /** Those of the bots that the store knows. */
  KNOWN,
  /** Any that is well formed; it makes the bot if need be. For tests and load runs only. */
  ANY
}
