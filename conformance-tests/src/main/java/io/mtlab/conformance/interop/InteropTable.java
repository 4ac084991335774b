package io.mtlab.conformance.interop;

import io.mtlab.conformance.implementation.Implementation;
import io.mtlab.conformance.implementation.StepResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A report for people: one row for each transport, one column for each implementation. */
public final class InteropTable {
  private static final int GAP = 2;

  private InteropTable() {}

  /**
   * The lines of the table.
   *
   * @param transports the rows
   */
  public static List<String> lines(InteropReport report, List<String> transports) {
    Map<Implementation, List<CellResult>> columns = report.byImplementation();
    List<List<String>> rows = new ArrayList<>();
    List<String> head = new ArrayList<>(List.of(""));
    columns.keySet().forEach(each -> head.add(each.name() + " " + each.manifest().version()));
    rows.add(head);
    for (String transport : transports) {
      List<String> row = new ArrayList<>(List.of(transport));
      columns.forEach(
          (implementation, results) -> row.add(text(implementation, results, transport)));
      rows.add(row);
    }
    return aligned(rows);
  }

  /** One line below the table. */
  public static String sum(InteropReport report) {
    return String.format(
        Locale.ROOT,
        "%d cells: %d work, %d fail as known, %d fail, %d work unexpectedly, %d timed out;"
            + " %.1f s",
        report.results().size(),
        report.count(CellResult.Verdict.WORKS),
        report.count(CellResult.Verdict.KNOWN_FAILURE),
        report.count(CellResult.Verdict.FAILS) + report.count(CellResult.Verdict.HARNESS_ERROR),
        report.count(CellResult.Verdict.UNEXPECTED_PASS),
        report.count(CellResult.Verdict.TIMED_OUT),
        report.millis() / 1000.0);
  }

  /** What one has to know of a cell that did not work. */
  public static List<String> complaint(CellResult result) {
    List<String> lines = new ArrayList<>();
    lines.add(result.cell().name() + ": " + result.verdict().id() + ", " + result.reason());
    result.evidence().findings().forEach(finding -> lines.add("  server: " + finding));
    lines.add("  repeat: " + result.cell().repeat());
    return lines;
  }

  private static String text(
      Implementation implementation, List<CellResult> results, String transport) {
    for (CellResult result : results) {
      if (result.cell().transport().equals(transport)) {
        return switch (result.verdict()) {
          case WORKS -> "works";
          case KNOWN_FAILURE -> "fails as known: " + step(result);
          case UNEXPECTED_PASS -> "works unexpectedly";
          case FAILS -> "FAILS at " + step(result);
          case TIMED_OUT -> "TIMED OUT at " + step(result);
          case HARNESS_ERROR -> "NOT RUN";
        };
      }
    }
    return implementation.manifest().transports().contains(transport) ? "not chosen" : "-";
  }

  private static String step(CellResult result) {
    return result.steps().stream()
        .filter(step -> step.outcome() == StepResult.Outcome.FAILED)
        .map(step -> step.step().id())
        .findFirst()
        .orElseGet(() -> result.reason().replaceFirst(":.*", ""));
  }

  private static List<String> aligned(List<List<String>> rows) {
    List<String> lines = new ArrayList<>();
    int columns = rows.getFirst().size();
    int[] widths = new int[columns];
    for (List<String> row : rows) {
      for (int i = 0; i < columns; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length() + GAP);
      }
    }
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < columns; i++) {
        line.append(row.get(i)).append(" ".repeat(widths[i] - row.get(i).length()));
      }
      lines.add(line.toString().stripTrailing());
    }
    return lines;
  }
}
