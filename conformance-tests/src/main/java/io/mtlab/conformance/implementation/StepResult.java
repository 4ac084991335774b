package io.mtlab.conformance.implementation;

import java.util.Locale;

/**
 * How one step went.
 *
 * @param step the step
 * @param outcome how it went
 * @param millis how long it took
 * @param reason why it failed; empty if it did not
 */
public record StepResult(Step step, Outcome outcome, long millis, String reason) {
  /** A step that went well. */
  public static StepResult passed(Step step, long millis) {
    return new StepResult(step, Outcome.PASSED, millis, "");
  }

  /** A step that did not. */
  public static StepResult failed(Step step, String reason) {
    return new StepResult(step, Outcome.FAILED, 0, reason);
  }

  /** How a step can go. */
  public enum Outcome {
    /** As it should. */
    PASSED,
    /** Otherwise. */
    FAILED,
    /** The implementation has no such thing. */
    NOT_OFFERED;

    /** How the contract and the reports write it. */
    public String id() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }
}
