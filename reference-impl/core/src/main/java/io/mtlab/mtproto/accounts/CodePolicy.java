package io.mtlab.mtproto.accounts;

/** Which code lets somebody in. */
public sealed interface CodePolicy {
  /** Any phone number has this code: for tests and load runs only. */
  record Fixed(String code) implements CodePolicy {
    /** Refuses what no client could type. */
    public Fixed {
      if (!code.matches("[0-9]{1,10}")) {
        throw new IllegalArgumentException("a test code is 1 to 10 digits");
      }
    }

    @Override
    public String toString() {
      return "Fixed[]";
    }
  }

  /** A new code of five digits for each attempt, sent to the phone. */
  record Drawn(CodeSender sender) implements CodePolicy {}
}
