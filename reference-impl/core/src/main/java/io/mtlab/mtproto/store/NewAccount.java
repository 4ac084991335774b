package io.mtlab.mtproto.store;

/**
 * An account before it has an id.
 *
 * @param phone digits only; empty for a bot
 * @param botToken empty for a person
 * @param firstName not empty
 * @param lastName may be empty
 * @param accessHash what others must name together with the id
 */
public record NewAccount(
    String phone, String botToken, String firstName, String lastName, long accessHash) {
  /** Nothing: all of it is private. */
  @Override
  public String toString() {
    return "NewAccount[]";
  }
}
