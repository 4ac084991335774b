package io.mtlab.scenario.measure;

import io.mtlab.scenario.model.Expectation;
import io.mtlab.scenario.model.Invariant;
import io.mtlab.scenario.model.Scenario;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is to be thought of a run.
 *
 * @param exitCode how the command ends
 * @param expectations each expectation of the scenario, missed or not
 * @param invariants each invariant of the scenario, broken or not
 * @param remarks what else went wrong, in whole sentences: a time limit, an interruption
 */
public record Verdict(
    ExitCode exitCode, List<Check> expectations, List<Check> invariants, List<String> remarks) {

  /**
   * One thing that was checked.
   *
   * @param words what was to hold
   * @param actual what was found
   * @param passed whether it holds
   */
  public record Check(String words, String actual, boolean passed) {}

  /** How a run came to its end, apart from what was measured. */
  public enum Stop {
    /** Every phase has ended. */
    COMPLETE,
    /** A phase or the whole run was out of time. */
    OUT_OF_TIME,
    /** A machine broke a rule that holds at any time. */
    RULE_BROKEN,
    /** The user stopped it. */
    INTERRUPTED,
    /** Something broke that belongs to the laboratory. */
    BROKEN
  }

  /**
   * Holds what was measured against the scenario.
   *
   * @param remark what to say about the stop; null if there is nothing to say
   */
  public static Verdict of(
      Scenario scenario, Measurements measured, Stop stop, @Nullable String remark) {
    List<Check> expectations =
        scenario.expectations().stream().map(one -> expectation(one, measured)).toList();
    List<Check> invariants =
        scenario.invariants().stream().map(one -> invariant(one, measured)).toList();
    List<String> remarks = new ArrayList<>();
    if (remark != null) {
      remarks.add(remark);
    }
    String why = measured.generator().why();
    if (why != null) {
      remarks.add("The load was not offered as planned: " + why + ".");
    }
    Set<ExitCode> codes = EnumSet.of(ExitCode.OK);
    switch (stop) {
      case COMPLETE -> {
        // Nothing to add: what was measured decides.
      }
      case OUT_OF_TIME -> codes.add(ExitCode.EXPECTATION_MISSED);
      case RULE_BROKEN -> codes.add(ExitCode.RULE_BROKEN);
      case INTERRUPTED -> codes.add(ExitCode.INTERRUPTED);
      case BROKEN -> codes.add(ExitCode.HARNESS_ERROR);
    }
    if (measured.generator().saturated()) {
      codes.add(ExitCode.INVALID_RUN);
    }
    if (invariants.stream().anyMatch(check -> !check.passed())) {
      codes.add(ExitCode.RULE_BROKEN);
    }
    if (expectations.stream().anyMatch(check -> !check.passed())) {
      codes.add(ExitCode.EXPECTATION_MISSED);
    }
    return new Verdict(ExitCode.first(codes), expectations, invariants, List.copyOf(remarks));
  }

  private static Check expectation(Expectation expectation, Measurements measured) {
    double actual = measured.value(expectation.measure());
    return new Check(expectation.words(), number(actual), expectation.holds(actual));
  }

  private static Check invariant(Invariant invariant, Measurements measured) {
    return measured.breaches().stream()
        .filter(breach -> breach.invariant().equals(invariant.word()))
        .findFirst()
        .map(breach -> new Check(invariant.word(), breach.what(), false))
        .orElseGet(() -> new Check(invariant.word(), "held", true));
  }

  private static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }
}
