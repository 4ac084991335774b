package io.mtlab.mtproto.accounts;

import org.jspecify.annotations.Nullable;

/** Phone numbers as people type them, and as they are compared. */
final class Phone {
  /** Digits of a number in E.164 with its country code. */
  static final int DIGITS_MAX = 15;

  private static final int DIGITS_MIN = 5;
  private static final int TYPED_MAX = 40;

  private Phone() {}

  /** The digits only; null when this is no phone number. */
  static @Nullable String digitsOf(String typed) {
    if (typed.length() > TYPED_MAX) {
      return null;
    }
    StringBuilder digits = new StringBuilder();
    for (int i = 0; i < typed.length(); i++) {
      char letter = typed.charAt(i);
      if (letter >= '0' && letter <= '9') {
        digits.append(letter);
      } else if (" -()".indexOf(letter) < 0 && !(letter == '+' && i == 0)) {
        return null;
      }
    }
    boolean fits = digits.length() >= DIGITS_MIN && digits.length() <= DIGITS_MAX;
    return fits ? digits.toString() : null;
  }
}
