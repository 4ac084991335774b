package io.mtlab.conformance.interop;

import io.mtlab.conformance.implementation.Implementation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What became of all cells.
 *
 * @param results in the order of the plan
 * @param millis how long all of it took
 */
public record InteropReport(List<CellResult> results, long millis) {
  /** Copies the list. */
  public InteropReport {
    results = List.copyOf(results);
  }

  /** Whether everything works but what is known to fail. */
  public boolean ok() {
    return results.stream().allMatch(result -> result.verdict().ok());
  }

  /** Whether the laboratory itself failed somewhere. */
  public boolean harnessFailed() {
    return results.stream().anyMatch(r -> r.verdict() == CellResult.Verdict.HARNESS_ERROR);
  }

  /** How many cells have this verdict. */
  public int count(CellResult.Verdict verdict) {
    return (int) results.stream().filter(result -> result.verdict() == verdict).count();
  }

  /** The results of each implementation, in the order of the plan. */
  public Map<Implementation, List<CellResult>> byImplementation() {
    Map<Implementation, List<CellResult>> rows = new LinkedHashMap<>();
    for (CellResult result : results) {
      rows.computeIfAbsent(result.cell().implementation(), _ -> new java.util.ArrayList<>())
          .add(result);
    }
    return rows;
  }
}
