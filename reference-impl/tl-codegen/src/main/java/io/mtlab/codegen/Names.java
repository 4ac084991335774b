package io.mtlab.codegen;

import java.util.Set;

/** From TL names to Java names. */
final class Names {
  /** Words of Java, methods of every object, and the names of the generated methods' parameters. */
  private static final Set<String> TAKEN =
      Set.of(
          """
          abstract assert boolean break byte case catch char class const continue default
          do double else enum extends final finally float for goto if implements import
          instanceof int interface long native new package private protected public return
          short static strictfp super switch synchronized this throw throws transient try
          void volatile while true false null clone finalize getClass hashCode notify
          notifyAll toString wait reader writer builder build toBuilder constructorId
          """
              .split("\\s+"));

  private Names() {}

  /**
   * {@code auth.sendCode} to {@code AuthSendCode}, {@code p_q_inner_data} to {@code PQInnerData}.
   */
  static String ofCombinator(String name) {
    return joined(name);
  }

  /** {@code auth.SentCode} to {@code AuthSentCodeType}. */
  static String ofType(String name) {
    return joined(name) + "Type";
  }

  /**
   * {@code access_hash} to {@code accessHash}; what Java has taken gets {@code Field} behind it.
   */
  static String ofField(String name) {
    String joined = joined(name);
    String java = Character.toLowerCase(joined.charAt(0)) + joined.substring(1);
    return TAKEN.contains(java) ? java + "Field" : java;
  }

  private static String joined(String name) {
    StringBuilder java = new StringBuilder();
    boolean capital = true;
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c == '.' || c == '_') {
        capital = true;
      } else {
        java.append(capital ? Character.toUpperCase(c) : c);
        capital = false;
      }
    }
    return java.toString();
  }
}
