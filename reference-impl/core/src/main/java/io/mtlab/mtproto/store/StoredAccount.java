package io.mtlab.mtproto.store;

/**
 * An account.
 *
 * @param id positive
 * @param account what it was made with
 */
public record StoredAccount(long id, NewAccount account) {
  /** Whether this is a bot. */
  public boolean bot() {
    return !account.botToken().isEmpty();
  }

  /** The id only: the rest is private. */
  @Override
  public String toString() {
    return "StoredAccount[" + id + "]";
  }
}
