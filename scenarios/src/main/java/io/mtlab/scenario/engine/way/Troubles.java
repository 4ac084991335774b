package io.mtlab.scenario.engine.way;

import io.mtlab.scenario.model.Scenario.PhaseSpec;
import io.mtlab.simulator.world.Condition;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/**
 * What phases have done to the links of each way; the worst of a way's links is what it is like.
 */
public final class Troubles {
  /** By the name of a way: its links that are not open, and nothing for the way as a whole. */
  private final SequencedMap<String, Map<String, Condition>> byWay = new LinkedHashMap<>();

  /** All ways are open. */
  public Troubles() {}

  /** What a way is like after a phase that means it. */
  public Condition after(PhaseSpec phase, Way way) {
    Map<String, Condition> links = byWay.computeIfAbsent(way.name(), _ -> new LinkedHashMap<>());
    switch (phase.verb()) {
      case CUT -> links.put(phase.link(), Condition.DOWN);
      case STALL -> links.put(phase.link(), Condition.STALLED);
      default -> {
        if (phase.link().isEmpty()) {
          links.clear();
        } else {
          links.remove(phase.link());
        }
      }
    }
    if (links.isEmpty()) {
      return Condition.OPEN;
    }
    return links.containsValue(Condition.DOWN) ? Condition.DOWN : Condition.STALLED;
  }
}
