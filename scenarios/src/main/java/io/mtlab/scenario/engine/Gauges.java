package io.mtlab.scenario.engine;

import io.mtlab.scenario.serve.ProcessUse;
import io.mtlab.simulator.live.Live;
import io.mtlab.simulator.trace.TraceEvent;
import io.mtlab.simulator.trace.TraceEvent.Stats;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/** Reads every second what server, clients and network use, and puts it into the trace. */
final class Gauges {
  private static final double NS_PER_SECOND = 1e9;
  private static final int LAST_SECONDS_MAX = 5;

  private volatile Stats server = new Stats("server", 0, 0, 0, 0);
  private volatile Supplier<Stats> ask = () -> server;
  private final Queue<TraceEvent.Finding> said = new ConcurrentLinkedQueue<>();
  private volatile Supplier<List<TraceEvent.Finding>> findings = this::takeSaid;

  /** A stats line of a server process. */
  void serverSaid(JsonNode line) {
    server =
        new Stats(
            "server",
            (long) (line.path("cpuSeconds").asDouble() * NS_PER_SECOND),
            line.path("heapBytes").asLong(),
            line.path("rssBytes").asLong(),
            line.path("connections").asInt());
    for (JsonNode finding : line.path("findings")) {
      List<String> rules = new ArrayList<>();
      finding.path("rules").forEach(rule -> rules.add(rule.asString()));
      said.add(
          new TraceEvent.Finding(
              finding.path("fault").asString(),
              String.join(" ", rules),
              finding.path("outcome").asString().equals("tolerated"),
              finding.path("count").asLong()));
    }
  }

  private List<TraceEvent.Finding> takeSaid() {
    List<TraceEvent.Finding> taken = new ArrayList<>();
    for (TraceEvent.Finding one = said.poll(); one != null; one = said.poll()) {
      taken.add(one);
    }
    return taken;
  }

  /** What a server in this process found since it was asked last. */
  void serverFinds(Supplier<List<TraceEvent.Finding>> inProcess) {
    findings = inProcess;
  }

  /** A server in this process is asked instead. */
  void serverIs(Supplier<Stats> inProcess) {
    ask = inProcess;
  }

  /** Begins to read; ends when what is answered is closed. */
  Recording record(Live live, Proxies proxies) {
    return new Recording(live, proxies);
  }

  /** Reads once a second. */
  final class Recording implements AutoCloseable {
    private final Live live;
    private final Proxies proxies;
    private final long cpuBefore = ProcessUse.now().cpuNs();
    private final long networkBefore;
    private final ScheduledExecutorService clock =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("gauges").factory());

    private Recording(Live live, Proxies proxies) {
      this.live = live;
      this.proxies = proxies;
      this.networkBefore = proxies.cpuNanos();
      var _ = clock.scheduleAtFixedRate(this::read, 1, 1, TimeUnit.SECONDS);
    }

    private void read() {
      ProcessUse engine = ProcessUse.now();
      Stats behind = ask.get();
      long network = proxies.cpuNanos() - networkBefore;
      boolean together = behind.rssBytes() == 0;
      long clients = engine.cpuNs() - cpuBefore - network - (together ? behind.cpuNs() : 0);
      long now = live.now();
      live.recorder().record(now, behind);
      findings.get().forEach(finding -> live.recorder().record(now, finding));
      live.recorder()
          .record(
              now,
              new Stats(
                  "clients",
                  Math.max(0, clients),
                  engine.heapBytes(),
                  engine.rssBytes(),
                  live.connections()));
      live.recorder().record(now, new Stats("network", Math.max(0, network), 0, 0, 0));
    }

    @Override
    public void close() {
      clock.shutdown();
      try {
        boolean ended = clock.awaitTermination(LAST_SECONDS_MAX, TimeUnit.SECONDS);
        if (ended) {
          read();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
