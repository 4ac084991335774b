package io.mtlab.conformance.implementation;

/** An implementation cannot be read, installed or run; the message says why and what would help. */
public final class ImplementationException extends Exception {
  private static final long serialVersionUID = 1L;

  /**
   * Of this kind.
   *
   * @param message what is wrong, and the way out
   */
  public ImplementationException(String message) {
    super(message);
  }

  /** The same with what was thrown below. */
  public ImplementationException(String message, Throwable cause) {
    super(message, cause);
  }
}
