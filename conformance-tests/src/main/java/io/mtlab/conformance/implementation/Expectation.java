package io.mtlab.conformance.implementation;

/**
 * A failure that is known: it is run all the same, and its success is reported as a failure of this
 * list.
 *
 * @param transport the transport
 * @param step where it fails
 * @param reason why
 */
public record Expectation(String transport, Step step, String reason) {
  /** Refuses a failure that nobody has explained. */
  public Expectation {
    if (reason.isBlank()) {
      throw new IllegalArgumentException("a known failure needs a reason");
    }
  }
}
