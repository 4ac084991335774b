package io.mtlab.scenario.measure;

import io.mtlab.scenario.measure.Measurements.Finding;
import io.mtlab.simulator.trace.TraceEvent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/** Adds up findings by rule. There are as many kinds as there are faults. */
final class FindingTally {
  private final SequencedMap<String, Finding> kinds = new LinkedHashMap<>();

  void merge(TraceEvent.Finding seen) {
    kinds.merge(
        seen.fault() + " " + seen.tolerated(),
        new Finding(
            seen.fault(), List.of(seen.rules().split(" ", -1)), seen.tolerated(), seen.count()),
        (before, more) ->
            new Finding(
                before.fault(), before.rules(), before.tolerated(), before.count() + more.count()));
  }

  /** The most frequent first. */
  List<Finding> list() {
    List<Finding> list = new ArrayList<>(kinds.values());
    list.sort(Comparator.comparingLong(Finding::count).reversed().thenComparing(Finding::fault));
    return list;
  }
}
