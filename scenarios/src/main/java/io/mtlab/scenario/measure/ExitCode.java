package io.mtlab.scenario.measure;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;

/**
 * How a command ends: its exit code and what the reports call it.
 *
 * <p>Declared in order of precedence: where several apply, the first one counts.
 */
public enum ExitCode {
  /** The user stopped it; what was measured until then is reported. */
  INTERRUPTED(130, "interrupted"),
  /** The laboratory itself failed. */
  HARNESS_ERROR(3, "error"),
  /** The machine lacks something: descriptors, a port, a file. */
  ENVIRONMENT(4, "error"),
  /** The command line or the scenario is wrong; nothing ran. */
  USAGE(2, "error"),
  /** The load was not offered as planned, so the numbers mean nothing. */
  INVALID_RUN(7, "invalid"),
  /** A rule is broken: an invariant, a vector, a conformance case. */
  RULE_BROKEN(1, "failed"),
  /** An expectation was missed, setting up included. */
  EXPECTATION_MISSED(6, "failed"),
  /** All is well. */
  OK(0, "passed");

  private final int code;
  private final String outcome;

  ExitCode(int code, String outcome) {
    this.code = code;
    this.outcome = outcome;
  }

  /** What the process ends with. */
  public int code() {
    return code;
  }

  /** {@code passed, failed, invalid, interrupted} or {@code error}. */
  public String outcome() {
    return outcome;
  }

  /** The name with spaces, for people. */
  public String words() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** The one that counts; {@link #OK} if there is none. */
  public static ExitCode first(Collection<ExitCode> codes) {
    return codes.stream().min(Comparator.naturalOrder()).orElse(OK);
  }
}
