package io.mtlab.conformance.vectors;

import java.util.List;

/**
 * The results of one file.
 *
 * @param name the file's name
 * @param algorithm what it is about
 * @param results in the file's order
 */
public record FileResult(String name, String algorithm, List<TestResult> results) {
  /** How many tests passed. */
  public int passed() {
    return count(Outcome.Passed.class);
  }

  /** How many tests failed. */
  public int failed() {
    return count(Outcome.Failed.class);
  }

  /** How many tests were not run. */
  public int skipped() {
    return count(Outcome.Skipped.class);
  }

  /** The tests that failed. */
  public List<TestResult> failures() {
    return results.stream().filter(r -> r.outcome() instanceof Outcome.Failed).toList();
  }

  /** Why tests were not run: each reason once, in the file's order. */
  public List<String> skipReasons() {
    return results.stream()
        .map(TestResult::outcome)
        .filter(Outcome.Skipped.class::isInstance)
        .map(outcome -> ((Outcome.Skipped) outcome).reason())
        .distinct()
        .toList();
  }

  private int count(Class<? extends Outcome> kind) {
    return (int) results.stream().filter(r -> kind.isInstance(r.outcome())).count();
  }
}
