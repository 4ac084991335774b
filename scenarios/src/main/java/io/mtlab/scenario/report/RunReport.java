package io.mtlab.scenario.report;

import io.mtlab.scenario.measure.Measurements;
import io.mtlab.scenario.measure.Verdict;
import java.time.Instant;
import java.util.List;

/** Everything that the reports say about a run. */
public record RunReport(Measurements measured, Verdict verdict, Facts facts) {
  /**
   * What is known about a run besides its numbers.
   *
   * @param title the scenario's title
   * @param networks one line for each link: preset and what differs from it
   * @param startedAt when it began
   * @param wallSeconds how long the user waited
   * @param command what repeats the run
   * @param version of mtlab and Java
   * @param notes what a reader should know, such as chance without a seed
   */
  public record Facts(
      String title,
      List<String> networks,
      Instant startedAt,
      double wallSeconds,
      String command,
      String version,
      List<String> notes) {}
}
