package io.mtlab.conformance.interop;

import io.mtlab.conformance.implementation.Expectation;
import io.mtlab.conformance.implementation.Step;
import io.mtlab.conformance.implementation.StepResult;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What became of a cell.
 *
 * @param cell the cell
 * @param verdict the sum of it
 * @param steps what was reported, in the order of the reports
 * @param reason why it did not work; empty if it did
 * @param evidence what the process wrote and the server found
 * @param millis how long it took
 */
public record CellResult(
    Cell cell,
    Verdict verdict,
    List<StepResult> steps,
    String reason,
    Evidence evidence,
    long millis) {
  /** Copies the list. */
  public CellResult {
    steps = List.copyOf(steps);
  }

  /** The sum of a cell. */
  public enum Verdict {
    /** All that is offered works. */
    WORKS,
    /** Something does not. */
    FAILS,
    /** Something does not, as is known. */
    KNOWN_FAILURE,
    /** What is known to fail works: the list of known failures is wrong. */
    UNEXPECTED_PASS,
    /** The implementation was not done in time. */
    TIMED_OUT,
    /** The laboratory could not run it. */
    HARNESS_ERROR;

    /** How reports write it. */
    public String id() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether the run may pass with it. */
    public boolean ok() {
      return this == WORKS || this == KNOWN_FAILURE;
    }
  }

  /**
   * What a failure is looked into with.
   *
   * @param output the last lines of the process
   * @param findings the rules that the server saw broken
   */
  public record Evidence(List<String> output, List<String> findings) {
    /** Nothing. */
    public static final Evidence NONE = new Evidence(List.of(), List.of());

    /** Copies the lists. */
    public Evidence {
      output = List.copyOf(output);
      findings = List.copyOf(findings);
    }
  }

  /** A cell that could not be run. */
  static CellResult broken(Cell cell, String reason) {
    return new CellResult(cell, Verdict.HARNESS_ERROR, List.of(), reason, Evidence.NONE, 0);
  }

  /** A cell that came to its end: its verdict follows from its steps and what is known. */
  static CellResult of(Cell cell, Ending ending, List<StepResult> steps, Evidence evidence) {
    Optional<Trouble> trouble = trouble(ending, steps);
    Optional<Expectation> known = cell.implementation().expected(cell.transport());
    Verdict verdict;
    String reason = trouble.map(Trouble::text).orElse("");
    if (trouble.isEmpty()) {
      verdict = known.isPresent() ? Verdict.UNEXPECTED_PASS : Verdict.WORKS;
      reason = known.map(each -> "known to fail at " + each.step().id()).orElse("");
    } else if (known.isPresent() && known.get().step() == trouble.get().step()) {
      verdict = Verdict.KNOWN_FAILURE;
      reason = trouble.get().step().id() + ": " + known.get().reason();
    } else {
      verdict = ending.inTime() ? Verdict.FAILS : Verdict.TIMED_OUT;
    }
    return new CellResult(cell, verdict, steps, reason, evidence, ending.millis());
  }

  /**
   * How the process ended.
   *
   * @param inTime whether by itself
   * @param exitCode its exit code, if it did
   * @param millis when
   */
  record Ending(boolean inTime, int exitCode, long millis) {}

  private record Trouble(Step step, String what) {
    String text() {
      return step.id() + ": " + what;
    }
  }

  /** The first step that failed, or else the first that nothing was heard of. */
  private static Optional<Trouble> trouble(Ending ending, List<StepResult> steps) {
    Map<Step, StepResult> heard = new EnumMap<>(Step.class);
    steps.forEach(step -> heard.putIfAbsent(step.step(), step));
    for (StepResult step : steps) {
      if (step.outcome() == StepResult.Outcome.FAILED) {
        return Optional.of(new Trouble(step.step(), step.reason()));
      }
    }
    for (Step step : Step.values()) {
      if (!heard.containsKey(step)) {
        String how =
            ending.inTime() ? "the process exited with " + ending.exitCode() : "not done in time";
        return Optional.of(new Trouble(step, how));
      }
    }
    return Optional.empty();
  }
}
