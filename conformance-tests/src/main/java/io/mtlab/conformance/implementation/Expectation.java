package io.mtlab.conformance.implementation;

import java.util.List;

/**
 * A failure that is known: it is run all the same, and its success is reported as a failure of this
 * list.
 *
 * @param transports over which transports
 * @param step where it fails
 * @param reason why
 */
public record Expectation(List<String> transports, Step step, String reason) {
  /** Copies the list, and refuses a failure that nobody has explained. */
  public Expectation {
    transports = List.copyOf(transports);
    if (reason.isBlank()) {
      throw new IllegalArgumentException("a known failure needs a reason");
    }
  }
}
