package io.mtlab.scenario.measure;

import io.mtlab.scenario.measure.Measurements.Resources;
import io.mtlab.scenario.measure.Measurements.Side;
import io.mtlab.simulator.trace.TraceEvent.Stats;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/** What each side used, and whether the side of the clients was ever out of breath. */
final class ResourceTally {
  private static final String SERVER = "server";
  private static final String CLIENTS = "clients";
  private static final String NETWORK = "network";

  private final SequencedMap<String, Use> uses = new LinkedHashMap<>();
  private final SequencedMap<String, Series> cpu = new LinkedHashMap<>();
  private int connectionsPeak;
  private long longestSilenceNs;

  ResourceTally() {
    for (String side : List.of(SERVER, CLIENTS, NETWORK)) {
      uses.put(side, new Use());
      cpu.put(side, new Series());
    }
  }

  void stats(long at, Stats stats) {
    Use use = uses.computeIfAbsent(stats.side(), _ -> new Use());
    double before = use.cpuNs / 1e9;
    use.cpuNs = Math.max(use.cpuNs, stats.cpuNs());
    // What a server used before the run is part of its sum, but not of the run's first second.
    boolean beforeRun = stats.side().equals(SERVER) && use.at < 0;
    double used = beforeRun ? 0 : use.cpuNs / 1e9 - before;
    cpu.computeIfAbsent(stats.side(), _ -> new Series()).add(at, used);
    use.heapPeak = Math.max(use.heapPeak, stats.heapBytes());
    use.rssPeak = Math.max(use.rssPeak, stats.rssBytes());
    connectionsPeak = Math.max(connectionsPeak, stats.connections());
    if (stats.side().equals(CLIENTS)) {
      longestSilenceNs = Math.max(longestSilenceNs, use.at < 0 ? 0 : at - use.at);
    }
    use.at = at;
  }

  /** The longest time between two reports of the clients' side, which are due every second. */
  long longestSilenceNs() {
    return longestSilenceNs;
  }

  SequencedMap<String, Series> cpu() {
    return cpu;
  }

  Resources resources() {
    return new Resources(side(SERVER), side(CLIENTS), side(NETWORK), connectionsPeak);
  }

  private Side side(String name) {
    Use use = uses.computeIfAbsent(name, _ -> new Use());
    return new Side(Math.round(use.cpuNs / 1e6) / 1000.0, use.heapPeak, use.rssPeak);
  }

  private static final class Use {
    private long at = -1;
    private long cpuNs;
    private long heapPeak;
    private long rssPeak;
  }
}
