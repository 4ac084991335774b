package io.mtlab.scenario.measure;

import io.mtlab.scenario.measure.Measurements.Deliveries;
import io.mtlab.scenario.measure.Measurements.Generator;
import io.mtlab.scenario.measure.Measurements.Members;
import io.mtlab.scenario.measure.Measurements.Phase;
import io.mtlab.scenario.measure.Measurements.Timelines;
import io.mtlab.scenario.measure.Measurements.Wire;
import io.mtlab.simulator.trace.Trace;
import io.mtlab.simulator.trace.TraceEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/**
 * Adds up a trace, event by event. What it answers depends on nothing but the events and the {@link
 * Trial}; a trace read from its file gives the same as one that is heard while it is written.
 */
public final class Measure implements Trace {
  /** A post that its client got to later than this was not offered when it was due. */
  static final long LATE_POST_NS_MAX = 1_000_000_000L;

  /** The clients' side reports every second; silent for longer, it was out of breath. */
  static final long SILENCE_NS_MAX = 5_000_000_000L;

  private static final int FAILURES_MAX = 50;
  private static final int DIGITS = 3;

  private final Trial trial;
  private final DeliveryTally deliveries;
  private final TransportTally transports;
  private final ResourceTally resources = new ResourceTally();
  private final Histogram handshake = new Histogram(DIGITS);
  private final Histogram signIn = new Histogram(DIGITS);
  private final Histogram join = new Histogram(DIGITS);
  private final TreeMap<String, Long> decisions = new TreeMap<>();
  private final TreeMap<String, Series> decisionSeries = new TreeMap<>();
  private final TreeMap<String, Long> failures = new TreeMap<>();
  private final List<Phase> phases = new ArrayList<>();
  private final Series joinedSeries = new Series();
  private final Series deliverySeries = new Series();
  private final Series upSeries = new Series();
  private final Series downSeries = new Series();
  private TraceEvent.Run run = new TraceEvent.Run("", 0, "", new LinkedHashMap<>());
  private long start;
  private long end;
  private long latestPostNs;
  private volatile Progress progress = new Progress(0, 0, 0);
  private int connections;
  private int connectionsPeak;
  private int memberKeys;
  private int keysBound;
  private int keysRenewed;
  private final FindingTally findings = new FindingTally();
  private int membersSignedIn;

  /** A measure of a run that set out to do this. */
  public Measure(Trial trial) {
    this.trial = trial;
    this.deliveries = new DeliveryTally(trial);
    this.transports = new TransportTally(trial);
  }

  @Override
  public void record(long now, TraceEvent event) {
    if (event instanceof TraceEvent.Run first) {
      run = first;
      start = now;
    }
    long at = now - start;
    end = Math.max(end, at);
    switch (event) {
      case TraceEvent.Phase phase -> phase(at, phase);
      case TraceEvent.Connected connected -> {
        connectionsPeak = Math.max(connectionsPeak, ++connections);
        transports.connected(connected);
      }
      case TraceEvent.Moved moved -> transports.moved(moved);
      case TraceEvent.Disconnected _ -> connections--;
      case TraceEvent.KeyAgreed agreed -> keyAgreed(agreed);
      case TraceEvent.KeyBound bound -> {
        keysBound++;
        keysRenewed += bound.number() > 1 ? 1 : 0;
      }
      case TraceEvent.Finding finding -> findings.merge(finding);
      case TraceEvent.SignedIn signedIn -> signedIn(signedIn);
      case TraceEvent.Joined joined -> joined(at, joined);
      case TraceEvent.Posted posted -> {
        deliveries.posted(posted);
        progress = deliveries.progress();
        latestPostNs = Math.max(latestPostNs, at - posted.intendedNs());
      }
      case TraceEvent.Delivered delivered -> {
        deliverySeries.add(at, deliveries.delivered(at, delivered) ? 1 : 0);
        progress = deliveries.progress();
      }
      case TraceEvent.Decision decision -> decided(at, decision.fault(), 1);
      case TraceEvent.Decisions sums -> {
        long second = sums.second() * 1_000_000_000L;
        sums.counts().forEach((kind, count) -> decided(second, kind, count));
      }
      case TraceEvent.Wire wire -> {
        upSeries.add(wire.second() * 1_000_000_000L, (double) wire.up());
        downSeries.add(wire.second() * 1_000_000_000L, (double) wire.down());
      }
      case TraceEvent.Stats stats -> resources.stats(at, stats);
      case TraceEvent.Failed failed -> failed(failed);
      case TraceEvent.Run _, TraceEvent.Truncated _, TraceEvent.End _ -> {
        // Of the whole run; their time has been noted above.
      }
    }
  }

  /**
   * How far the run is.
   *
   * @param joined members of the group
   * @param posted posts sent
   * @param received deliveries without repetitions
   */
  public record Progress(int joined, int posted, long received) {}

  /** How far the run is; may be asked by any thread while another one records. */
  public Progress progress() {
    return progress;
  }

  /**
   * How many clients of a kind are not on the transport of their first choice; of all for the empty
   * kind. May be asked by any thread.
   */
  public int elsewhere(String kind) {
    return transports.elsewhere(kind);
  }

  /** What the events so far add up to. */
  public Measurements measurements() {
    Deliveries delivered = deliveries.deliveries();
    SequencedMap<String, Latency> latencies = new LinkedHashMap<>();
    latencies.put("delivery", deliveries.latency());
    latencies.put("handshake", Latency.of(handshake));
    latencies.put("signIn", Latency.of(signIn));
    latencies.put("join", Latency.of(join));
    var cost = resources.resources();
    int peak = Math.max(cost.connectionsPeak(), connectionsPeak);
    return new Measurements(
        new Measurements.Run(run.scenario(), run.seed(), run.time(), run.parameters(), end / 1e9),
        new Members(trial.members(), memberKeys, membersSignedIn, deliveries.joined()),
        delivered,
        deliveries.gaps(),
        latencies,
        wire(delivered.received()),
        decisions,
        new Measurements.Resources(cost.server(), cost.clients(), cost.network(), peak),
        generator(),
        List.copyOf(phases),
        new Timelines(
            joinedSeries, deliverySeries, upSeries, downSeries, resources.cpu(), decisionSeries),
        deliveries.breaches(),
        failures,
        new Measurements.Keys(keysBound, keysRenewed),
        findings.list(),
        transports.transports());
  }

  private void phase(long at, TraceEvent.Phase phase) {
    double seconds = at / 1e9;
    if (!phase.ended()) {
      phases.add(new Phase(phase.name(), seconds, -1));
      return;
    }
    phases.replaceAll(one ->
        one.name().equals(phase.name()) && one.endSeconds() < 0
            ? new Phase(one.name(), one.startSeconds(), seconds)
            : one);
  }

  private void keyAgreed(TraceEvent.KeyAgreed agreed) {
    memberKeys += isMember(agreed.node()) ? 1 : 0;
    handshake.recordValue(Math.max(0, agreed.tookNs()));
  }

  private void signedIn(TraceEvent.SignedIn signedIn) {
    membersSignedIn += isMember(signedIn.node()) ? 1 : 0;
    signIn.recordValue(Math.max(0, signedIn.tookNs()));
  }

  private void joined(long at, TraceEvent.Joined joined) {
    if (isMember(joined.node())) {
      deliveries.joined(joined.node());
      join.recordValue(Math.max(0, joined.tookNs()));
      joinedSeries.add(at, 1);
      progress = deliveries.progress();
    }
  }

  private void decided(long at, String kind, long count) {
    decisions.merge(kind, count, Long::sum);
    decisionSeries.computeIfAbsent(kind, _ -> new Series()).add(at, (double) count);
  }

  private void failed(TraceEvent.Failed failed) {
    if (failures.containsKey(failed.why()) || failures.size() < FAILURES_MAX) {
      failures.merge(failed.why(), 1L, Long::sum);
    }
  }

  private Wire wire(long received) {
    long up = (long) upSeries.total();
    long down = (long) downSeries.total();
    double perDelivery = received == 0 ? 0 : Math.round(10.0 * (up + down) / received) / 10.0;
    return new Wire(up, down, perDelivery);
  }

  private Generator generator() {
    double latestMs = Math.round(latestPostNs / 1e3) / 1e3;
    if (latestPostNs > LATE_POST_NS_MAX) {
      return new Generator(true, latestMs, said("a post was offered %.1f s late", latestPostNs));
    }
    long silence = resources.longestSilenceNs();
    if (silence > SILENCE_NS_MAX) {
      return new Generator(true, latestMs, said("the clients stood still for %.1f s", silence));
    }
    return new Generator(false, latestMs, null);
  }

  private boolean isMember(String node) {
    return node.startsWith(trial.memberId() + "-");
  }

  private static String said(String format, long ns) {
    return String.format(Locale.ROOT, format, ns / 1e9);
  }
}
