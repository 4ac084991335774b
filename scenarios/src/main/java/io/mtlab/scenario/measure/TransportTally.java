package io.mtlab.scenario.measure;

import io.mtlab.scenario.measure.Measurements.Transports;
import io.mtlab.simulator.trace.TraceEvent;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** Which transport each client uses, and how often and why clients moved to another one. */
final class TransportTally {
  private final Trial trial;

  /** By node; looked up, never walked. */
  private final Map<String, String> inUse = new HashMap<>();

  private final TreeMap<String, Long> users = new TreeMap<>();
  private final TreeMap<String, Long> reasons = new TreeMap<>();

  /** How many of a kind of clients are not on their first choice. */
  private final TreeMap<String, Integer> elsewhere = new TreeMap<>();

  private long moves;

  TransportTally(Trial trial) {
    this.trial = trial;
  }

  synchronized void connected(TraceEvent.Connected connected) {
    uses(connected.node(), connected.transport());
  }

  synchronized void moved(TraceEvent.Moved moved) {
    moves++;
    reasons.merge(moved.why(), 1L, Long::sum);
    uses(moved.node(), moved.to());
  }

  private void uses(String node, String transport) {
    String before = inUse.put(node, transport);
    if (transport.equals(before)) {
      return;
    }
    users.merge(transport, 1L, Long::sum);
    if (before != null) {
      users.merge(before, -1L, Long::sum);
    }
    String kind = trial.kind(node);
    String first = trial.firstChoices().get(kind);
    if (first != null) {
      int was = before == null || before.equals(first) ? 0 : 1;
      elsewhere.merge(kind, (transport.equals(first) ? 0 : 1) - was, Integer::sum);
    }
  }

  /** How many of a kind of clients are not on their first choice; of all for the empty kind. */
  synchronized int elsewhere(String kind) {
    return kind.isEmpty()
        ? elsewhere.values().stream().mapToInt(Integer::intValue).sum()
        : elsewhere.getOrDefault(kind, 0);
  }

  synchronized Transports transports() {
    TreeMap<String, Long> used = new TreeMap<>(users);
    used.values().removeIf(count -> count == 0);
    return new Transports(used, elsewhere(""), moves, new TreeMap<>(reasons));
  }
}
