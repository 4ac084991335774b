package io.mtlab.mtproto.accounts;

import java.util.List;

/**
 * Which data centre a phone number belongs to. Numbers of the form 99966XYYYY are reserved for
 * tests and belong to data centre X, with X five or six times as their code; all others belong to
 * the one that is asked first.
 *
 * @param thisDc the data centre that asks
 * @param others those that a client can be sent to
 * @see <a href="https://core.telegram.org/api/auth#test-accounts">test accounts</a>
 */
public record PhoneHomes(int thisDc, List<Integer> others) {
  private static final String RESERVED = "99966";
  private static final int RESERVED_DIGITS = 10;
  private static final int SHORT_CODE = 5;

  /** Leaves this data centre out. */
  public PhoneHomes {
    others = others.stream().filter(dc -> dc != thisDc).toList();
  }

  /** A data centre that knows no other. */
  public static PhoneHomes alone(int thisDc) {
    return new PhoneHomes(thisDc, List.of());
  }

  /** Whether this is another data centre that is known. */
  boolean isOther(int dc) {
    return others.contains(dc);
  }

  /** The data centre of this number. */
  int of(String phone) {
    int dc = reservedDc(phone);
    return isOther(dc) ? dc : thisDc;
  }

  /** Whether this is the code of a number that is reserved for tests. */
  static boolean isReservedCode(String phone, String code) {
    int dc = reservedDc(phone);
    String digit = String.valueOf(dc);
    return dc != 0
        && (code.equals(digit.repeat(SHORT_CODE)) || code.equals(digit.repeat(SHORT_CODE + 1)));
  }

  /** The data centre in a reserved number; 0 in any other. */
  private static int reservedDc(String phone) {
    boolean reserved = phone.length() == RESERVED_DIGITS && phone.startsWith(RESERVED);
    return reserved ? phone.charAt(RESERVED.length()) - '0' : 0;
  }
}
