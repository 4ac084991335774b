package io.mtlab.mtproto.store;

import io.mtlab.mtproto.crypto.srp.Verifier;

/**
 * What is kept of a password.
 *
 * @param hint what the account's owner wants to be reminded of; may be empty
 */
public record StoredPassword(Verifier verifier, String hint) {
  /** Nothing: all of it is private. */
  @Override
  public String toString() {
    return "StoredPassword[]";
  }
}
