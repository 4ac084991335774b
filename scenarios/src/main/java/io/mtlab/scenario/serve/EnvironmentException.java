package io.mtlab.scenario.serve;

/** The machine lacks something; the message says what and how to help it, in one line. */
public final class EnvironmentException extends Exception {
  private static final long serialVersionUID = 1L;

  /**
   * @param message what is lacking, and the way out
   */
  public EnvironmentException(String message) {
    super(message);
  }

  /** The same with what was thrown below. */
  public EnvironmentException(String message, Throwable cause) {
    super(message, cause);
  }
}
