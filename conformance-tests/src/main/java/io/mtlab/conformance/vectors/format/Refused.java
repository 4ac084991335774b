package io.mtlab.conformance.vectors.format;

/** The implementation refused the input, which is right for an invalid one. */
public final class Refused extends Exception {
  private static final long serialVersionUID = 1L;

  /** With the implementation's reason. */
  public Refused(String reason) {
    super(reason);
  }

  /**
   * Runs a call that refuses its arguments with an {@link IllegalArgumentException}, as our own
   * side of the protocol does, and turns that into a refusal.
   */
  public static <T> T onBadArgument(Call<T> call) throws Refused {
    try {
      return call.run();
    } catch (IllegalArgumentException refused) {
      throw new Refused(String.valueOf(refused.getMessage()));
    }
  }

  /** A call that may refuse its arguments. */
  @FunctionalInterface
  public interface Call<T> {
    /** Makes the call. */
    T run();
  }
}
