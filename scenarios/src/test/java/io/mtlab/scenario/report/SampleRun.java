package io.mtlab.scenario.report;

import io.mtlab.scenario.measure.Measure;
import io.mtlab.scenario.measure.Trial;
import io.mtlab.scenario.measure.Verdict;
import io.mtlab.scenario.model.Library;
import io.mtlab.scenario.model.Scenario;
import io.mtlab.simulator.network.Stream;
import io.mtlab.simulator.trace.TraceEvent;
import io.mtlab.simulator.trace.TraceEvent.Via;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A run that never was, with numbers like those of a real one. */
final class SampleRun {
  private static final long MS = 1_000_000L;
  private static final long SECOND = 1000 * MS;
  private static final int MEMBERS = 200;
  private static final int POSTS = 10;
  private static final int SECONDS = 24;

  private final Scenario scenario;
  private final Measure measure = new Measure(new Trial("member", MEMBERS, POSTS));
  private final Random chance = new Random(7);
  private final String time;

  private SampleRun(String time) throws Exception {
    this.time = time;
    this.scenario =
        Library.open("group-broadcast", List.of("mobile-4g")).resolve(Map.of("loss", "2%"));
  }

  /** Everybody gets everything. */
  static RunReport passed() throws Exception {
    SampleRun run = new SampleRun("real");
    run.happens(0);
    return run.report(Verdict.Stop.COMPLETE, null);
  }

  /** The last members get nothing. */
  static RunReport failed() throws Exception {
    SampleRun run = new SampleRun("virtual");
    run.happens(30);
    return run.report(Verdict.Stop.OUT_OF_TIME, "Phase \"drain\" did not end within 3m.");
  }

  /** Three streams stall in the thirteenth second, and two frames arrive with other bits. */
  static RunReport troubled() throws Exception {
    SampleRun run = new SampleRun("real");
    run.happens(0);
    for (String fault : List.of("stall", "stall", "stall", "corrupt", "corrupt")) {
      run.measure.record(
          12 * SECOND,
          new TraceEvent.Decision("member-1", "member-dc2", 0, Stream.UPSTREAM, 1, fault));
    }
    return run.report(Verdict.Stop.COMPLETE, null);
  }

  private RunReport report(Verdict.Stop stop, @Nullable String remark) {
    var measured = measure.measurements();
    return new RunReport(
        measured,
        Verdict.of(scenario, measured, stop, remark),
        new RunReport.Facts(
            scenario.title(),
            List.of("poster-dc2: mobile-4g, loss 2%", "member-dc2: mobile-4g, loss 2%"),
            Instant.parse("2026-11-21T12:00:00Z"),
            24.6,
            "./mtlab run group-broadcast --set loss=2% --seed 7",
            "mtlab 0.1.0, Java 25",
            List.of()));
  }

  private void happens(int lacking) {
    measure.record(0, new TraceEvent.Run(scenario.name(), 7, time, scenario.settings().values()));
    phase(0, "create", false);
    measure.record(SECOND, new TraceEvent.KeyAgreed("poster", 420 * MS));
    phase(SECOND, "create", true);
    phase(SECOND, "join", false);
    for (int i = 1; i <= MEMBERS; i++) {
      joins(i);
    }
    phase(10 * SECOND, "join", true);
    phase(10 * SECOND, "broadcast", false);
    for (int post = 0; post < POSTS; post++) {
      long due = (10 + post) * SECOND;
      measure.record(due + MS, new TraceEvent.Posted("poster", post, due, MEMBERS));
      for (int i = 1; i <= MEMBERS - lacking; i++) {
        long latency = (110 + chance.nextInt(60)) * MS;
        latency += chance.nextInt(50) == 0 ? (800 + chance.nextInt(900)) * MS : 0;
        Via via = latency > SECOND ? Via.DIFFERENCE : Via.UPDATE;
        measure.record(due + latency, new TraceEvent.Delivered("member-" + i, post, latency, via));
      }
    }
    phase(19 * SECOND, "broadcast", true);
    phase(19 * SECOND, "drain", false);
    for (int second = 0; second < SECONDS; second++) {
      passes(second);
    }
    if (lacking == 0) {
      phase(SECONDS * SECOND, "drain", true);
    }
  }

  private void joins(int i) {
    String member = "member-" + i;
    long at = SECOND + i * 40L * MS;
    measure.record(at, new TraceEvent.Connected(member, 0, "intermediate"));
    measure.record(at, new TraceEvent.KeyAgreed(member, (380 + chance.nextInt(300)) * MS));
    measure.record(at, new TraceEvent.SignedIn(member, (190 + chance.nextInt(80)) * MS));
    measure.record(at + 300 * MS, new TraceEvent.Joined(member, (900 + chance.nextInt(300)) * MS));
  }

  private void passes(int second) {
    long at = (second + 1) * SECOND;
    int busy = second < 10 ? 40 : 70;
    for (int i = 0; i < busy / 4; i++) {
      String fault = i % 5 == 0 ? "duplicate" : i % 2 == 0 ? "reorder" : "loss";
      measure.record(
          at, new TraceEvent.Decision("member-1", "member-dc2", 0, Stream.UPSTREAM, i, fault));
    }
    measure.record(at, new TraceEvent.Decisions(second, new TreeMap<>(Map.of("delay", 9L * busy))));
    measure.record(at, new TraceEvent.Wire(second, busy * 900L, busy * 2100L));
    if (time.equals("real")) {
      long cpu = (second + 1) * 210L * MS;
      measure.record(at, new TraceEvent.Stats("server", cpu, 90 << 20, 210 << 20, 201));
      measure.record(at, new TraceEvent.Stats("clients", 2 * cpu, 120 << 20, 310 << 20, 201));
      measure.record(at, new TraceEvent.Stats("network", cpu / 2, 0, 0, 402));
    }
  }

  private void phase(long at, String name, boolean ended) {
    measure.record(at, new TraceEvent.Phase(name, ended));
  }
}
