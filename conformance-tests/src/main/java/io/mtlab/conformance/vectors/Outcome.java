package io.mtlab.conformance.vectors;

/** What became of one test. */
public sealed interface Outcome {
  /** As the test demands. */
  record Passed() implements Outcome {}

  /**
   * Not as the test demands.
   *
   * @param expected what the test demands
   * @param actual what happened
   */
  record Failed(String expected, String actual) implements Outcome {}

  /**
   * Not run.
   *
   * @param reason why not
   */
  record Skipped(String reason) implements Outcome {}
}
