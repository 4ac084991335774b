package io.mtlab.simulator.workload;

import java.util.Locale;

/**
 * Whose account an actor signs in to.
 *
 * @param phone digits only; the test server accepts any
 * @param code what the server was told to accept
 */
public record Account(String phone, String code) {
  /** The account of a node: a number under a country code that nobody has. */
  public static Account ofNode(int number, String code) {
    return new Account(String.format(Locale.ROOT, "9996%08d", number), code);
  }

  /** Neither of the two: the code is a secret. */
  @Override
  public String toString() {
    return "Account";
  }
}
