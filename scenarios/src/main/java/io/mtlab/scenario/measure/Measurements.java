package io.mtlab.scenario.measure;

import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * Everything that was measured of one run.
 *
 * @param run what was run
 * @param members how far the members came
 * @param deliveries what they got
 * @param gaps what they did not get; a first part of it, for people
 * @param latencies {@code delivery, handshake, signIn, join}, in this order
 * @param wire bytes as the clients' sockets see them
 * @param decisions how often the network did what: {@code delay, loss, reorder, duplicate, ...}
 * @param resources what it cost; all zero in virtual time
 * @param generator whether the load was really offered
 * @param phases when each phase began and ended
 * @param series the same second by second
 * @param breaches what broke an invariant; a first part of it
 * @param failures what nodes gave up over, and how often
 * @param keys temporary keys
 * @param findings which rules clients broke, as the server saw it
 * @param transports what clients use, and how they came to it
 */
public record Measurements(
    Run run,
    Members members,
    Deliveries deliveries,
    Gaps gaps,
    SequencedMap<String, Latency> latencies,
    Wire wire,
    SequencedMap<String, Long> decisions,
    Resources resources,
    Generator generator,
    List<Phase> phases,
    Timelines series,
    List<Breach> breaches,
    SequencedMap<String, Long> failures,
    Keys keys,
    List<Finding> findings,
    Transports transports) {

  /** What was run; seconds are those of the run's own clock. */
  public record Run(
      String scenario,
      long seed,
      String time,
      SequencedMap<String, String> parameters,
      double seconds) {}

  /** How many members there were to be, have a key, are signed in, have joined. */
  public record Members(int expected, int keys, int signedIn, int joined) {}

  /**
   * What the members got.
   *
   * @param expected members times posts, as planned
   * @param received without repetitions
   * @param byDifference how many of these came as an answer to updates.getChannelDifference
   * @param perSecond received, over the time from the first post to the last delivery
   */
  public record Deliveries(
      long expected,
      long received,
      long missing,
      long duplicated,
      long outOfOrder,
      long byDifference,
      double perSecond) {}

  /**
   * What is missing.
   *
   * @param posted how many posts were sent at all
   * @param members those that lack something, the first {@link #LISTED_MAX}
   * @param membersLacking how many lack something
   */
  public record Gaps(int posted, List<Gap> members, int membersLacking) {
    /** How many members are listed. */
    public static final int LISTED_MAX = 20;
  }

  /**
   * What one member lacks.
   *
   * @param posts numbers of the posts from 0, of those that were sent; the first ones
   * @param count how many
   */
  public record Gap(String member, boolean joined, List<Integer> posts, int count) {}

  /** Bytes on all links, as the clients' sockets see them. */
  public record Wire(long bytesUp, long bytesDown, double bytesPerDelivery) {}

  /** What the run cost: CPU seconds, bytes, and the most connections at a time. */
  public record Resources(Side server, Side clients, Side network, int connectionsPeak) {}

  /** What one side used. Clients and network share a process; its memory is the clients'. */
  public record Side(double cpuSeconds, long heapPeakBytes, long rssPeakBytes) {}

  /**
   * Whether the load was really offered.
   *
   * @param saturated whether it was not; then the numbers mean nothing
   * @param latestPostMs how late the latest post was offered by its client
   * @param why what shows it; null if it was offered
   */
  public record Generator(boolean saturated, double latestPostMs, @Nullable String why) {}

  /** A phase of the scenario; {@code endSeconds} is negative for one that did not end. */
  public record Phase(String name, double startSeconds, double endSeconds) {}

  /**
   * The run second by second.
   *
   * @param cpu by side, CPU seconds used in that second
   * @param decisions by kind
   */
  public record Timelines(
      Series joined,
      Series deliveries,
      Series bytesUp,
      Series bytesDown,
      SequencedMap<String, Series> cpu,
      SequencedMap<String, Series> decisions) {}

  /** How many temporary keys were bound, and how many of them took the place of another. */
  public record Keys(int bound, int renewed) {}

  /**
   * What clients use at the end, or used last, and how they came to it.
   *
   * @param inUse how many clients use each transport
   * @param elsewhere how many are not on their first choice
   * @param moves how often a client moved from one transport to another
   * @param reasons why, and how often: names of {@code endpoint.route.Reason}
   */
  public record Transports(
      SequencedMap<String, Long> inUse,
      int elsewhere,
      long moves,
      SequencedMap<String, Long> reasons) {}

  /**
   * A rule that a client broke.
   *
   * @param fault its name
   * @param rules ids of the ledger
   * @param tolerated whether the server overlooked it
   */
  public record Finding(String fault, List<String> rules, boolean tolerated, long count) {}

  /** Something that breaks an invariant. */
  public record Breach(String invariant, String what) {}

  /**
   * A number by its dotted name, as in {@code run.json}.
   *
   * @throws IllegalArgumentException for an unknown name
   */
  public double value(String measure) {
    return switch (measure) {
      case "deliveries.expected" -> deliveries.expected();
      case "deliveries.received" -> deliveries.received();
      case "deliveries.missing" -> deliveries.missing();
      case "deliveries.duplicated" -> deliveries.duplicated();
      case "deliveries.outOfOrder" -> deliveries.outOfOrder();
      case "members.expected" -> members.expected();
      case "members.joined" -> members.joined();
      case "throughput.deliveriesPerSecond" -> deliveries.perSecond();
      case "wire.bytesUp" -> wire.bytesUp();
      case "wire.bytesDown" -> wire.bytesDown();
      case "wire.bytesPerDelivery" -> wire.bytesPerDelivery();
      case "keys.bound" -> keys.bound();
      case "keys.renewed" -> keys.renewed();
      case "keys.permanentUsed" -> found("PERMANENT_KEY_USED");
      case "transports.elsewhere" -> transports.elsewhere();
      case "transports.moves" -> transports.moves();
      case "findings.refused" -> findings(false);
      case "findings.tolerated" -> findings(true);
      default -> latency(measure);
    };
  }

  private long found(String fault) {
    return findings.stream()
        .filter(finding -> finding.fault().equals(fault))
        .mapToLong(Finding::count)
        .sum();
  }

  private long findings(boolean tolerated) {
    return findings.stream()
        .filter(finding -> finding.tolerated() == tolerated)
        .mapToLong(Finding::count)
        .sum();
  }

  private double latency(String measure) {
    int dot = measure.lastIndexOf('.');
    String kind = measure.substring(measure.indexOf('.') + 1, Math.max(dot, 0));
    Latency latency = measure.startsWith("latencyMs.") ? latencies.get(kind) : null;
    if (latency == null) {
      throw new IllegalArgumentException("nothing is called " + measure);
    }
    return switch (measure.substring(dot + 1)) {
      case "p50" -> latency.p50();
      case "p90" -> latency.p90();
      case "p99" -> latency.p99();
      case "max" -> latency.max();
      default -> throw new IllegalArgumentException("nothing is called " + measure);
    };
  }
}
