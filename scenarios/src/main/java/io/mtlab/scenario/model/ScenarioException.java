package io.mtlab.scenario.model;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A scenario or its settings cannot be used; holds all that is wrong, so that it is mended once.
 */
public final class ScenarioException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;

  /**
   * @param problems at least one
   */
  public ScenarioException(List<Problem> problems) {
    super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
    this.problems = List.copyOf(problems);
  }

  /** All that is wrong, in order of place. */
  public List<Problem> problems() {
    return problems;
  }
}
