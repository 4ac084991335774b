package io.mtlab.conformance.ledger;

import java.util.List;

/** Whether and how a requirement is held. */
public sealed interface Standing {
  /**
   * Tests carry its id.
   *
   * @param classes names of test classes below {@code io.mtlab}, in order
   */
  record Tested(List<String> classes) implements Standing {}

  /** No test can hold it. */
  record Untestable(String reason) implements Standing {}

  /** It is not built yet. */
  record Planned() implements Standing {}

  /** Built or not, nothing holds it. */
  record Open() implements Standing {}
}
