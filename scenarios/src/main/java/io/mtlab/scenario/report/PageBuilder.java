package io.mtlab.scenario.report;

import io.mtlab.scenario.measure.Latency;
import io.mtlab.scenario.measure.Measurements;
import io.mtlab.scenario.measure.Measurements.Side;
import io.mtlab.scenario.measure.Series;
import io.mtlab.scenario.measure.Verdict;
import io.mtlab.scenario.report.Page.Card;
import io.mtlab.scenario.report.Page.Row;
import io.mtlab.scenario.report.TimePlot.Layer;
import io.mtlab.scenario.report.TimePlot.Words;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Chooses what of a run stands on the page, and says it. */
final class PageBuilder {
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("d MMMM yyyy, HH:mm 'UTC'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  /** What every plot shows, and what only those do in which it happened. */
  private static final List<String> FAULTS = List.of("loss", "reorder", "duplicate");

  private static final List<String> RARE_FAULTS = List.of("corrupt", "replay", "inject");

  /** What comes over the streams of connections as a whole; each decision is a beginning. */
  private static final List<String> OUTAGES = List.of("stall", "partition", "down");

  private final RunReport report;
  private final Measurements measured;

  PageBuilder(RunReport report) {
    this.report = report;
    this.measured = report.measured();
  }

  Page page() {
    Verdict verdict = report.verdict();
    List<Verdict.Check> checks = new ArrayList<>(verdict.expectations());
    checks.addAll(verdict.invariants());
    return new Page(
        measured.run().scenario(),
        report.facts().title(),
        verdict.exitCode().outcome(),
        summary(),
        byline(),
        cards(),
        TextReport.complaints(report),
        checks,
        plots(),
        latencies(),
        resources(),
        facts(),
        report.facts().notes(),
        report.facts().command(),
        report.facts().version());
  }

  private String summary() {
    Measurements.Deliveries deliveries = measured.deliveries();
    long lost = measured.decisions().getOrDefault("loss", 0L);
    long overtaken = measured.decisions().getOrDefault("reorder", 0L);
    String network =
        lost + overtaken == 0
            ? ""
            : ", while the network lost %s and let %s be overtaken"
                .formatted(frames(lost), frames(overtaken));
    boolean whole =
        deliveries.missing() + deliveries.duplicated() + deliveries.outOfOrder() == 0
            && deliveries.expected() > 0;
    String received = Numbers.count(deliveries.received());
    String expected = Numbers.count(deliveries.expected());
    return whole
        ? "All " + expected + " deliveries arrived, once and in order" + network + "."
        : received + " of " + expected + " deliveries arrived" + network + ".";
  }

  private static String frames(long count) {
    return Numbers.count(count) + (count == 1 ? " frame" : " frames");
  }

  private String byline() {
    String took = Numbers.seconds(report.facts().wallSeconds());
    String time =
        measured.run().time().equals("real")
            ? "real time, " + took
            : Numbers.seconds(measured.run().seconds()) + " of virtual time in " + took;
    return time + " · seed " + measured.run().seed() + " · " + date();
  }

  private String date() {
    return DATE.format(report.facts().startedAt());
  }

  private List<Card> cards() {
    Measurements.Deliveries deliveries = measured.deliveries();
    Latency latency = latency("delivery");
    Latency handshake = latency("handshake");
    List<Card> cards = new ArrayList<>();
    cards.add(
        new Card(
            "Deliveries",
            Numbers.count(deliveries.received()),
            "of " + Numbers.count(deliveries.expected())));
    cards.add(
        new Card(
            "Missing",
            Numbers.count(deliveries.missing()),
            "%s doubled, %s out of order"
                .formatted(
                    Numbers.count(deliveries.duplicated()),
                    Numbers.count(deliveries.outOfOrder()))));
    cards.add(new Card("Latency", Numbers.ms(latency.p50()), "median; " + slowest(latency)));
    cards.add(
        new Card(
            "Key exchange",
            handshake.count() == 0 ? "none" : Numbers.ms(handshake.p50()),
            handshake.count() == 0 ? "no key was agreed" : "median; " + slowest(handshake)));
    cards.add(new Card("Throughput", Numbers.brief(deliveries.perSecond()), "deliveries a second"));
    long lost = measured.decisions().getOrDefault("loss", 0L);
    cards.add(new Card("Frames lost", Numbers.count(lost), overtaken()));
    return cards;
  }

  /** With spaces at which no line breaks. */
  private static String slowest(Latency latency) {
    return ("99 % in " + Numbers.ms(latency.p99())).replace(' ', '\u00a0');
  }

  private String overtaken() {
    long reorder = measured.decisions().getOrDefault("reorder", 0L);
    long duplicate = measured.decisions().getOrDefault("duplicate", 0L);
    return Numbers.count(reorder) + " overtaken, " + Numbers.count(duplicate) + " doubled";
  }

  private List<Plot> plots() {
    Measurements.Timelines series = measured.series();
    List<Layer> outages = happened(series, OUTAGES);
    TimePlot overTime = new TimePlot(measured.run().seconds(), measured.phases(), outages);
    List<Layer> faults = new ArrayList<>();
    FAULTS.forEach(kind -> faults.add(new Layer(fault(kind), decisions(series, kind))));
    faults.addAll(happened(series, RARE_FAULTS));
    List<Plot> plots = new ArrayList<>();
    plots.add(LatencyPlot.of(latency("delivery")));
    plots.add(
        overTime.stacked(
            new Words(
                "deliveries",
                "Deliveries over time",
                "How many posts members were handed, and how many members joined.",
                "a second"),
            List.of(
                new Layer("delivered", series.deliveries()),
                new Layer("joined", series.joined()))));
    plots.add(
        overTime.stacked(
            new Words(
                "decisions",
                "Network decisions over time",
                "What was done to whole frames, in both directions." + shaded(outages),
                "frames a second"),
            faults));
    plots.add(
        overTime.lines(
            new Words("wire", "Bytes over time", "As the clients' sockets see them.", "kB/s"),
            List.of(
                new Layer("down", thousands(series.bytesDown())),
                new Layer("up", thousands(series.bytesUp())))));
    if (measured.run().time().equals("real")) {
      plots.add(
          overTime.stacked(
              new Words("cpu", "CPU over time", "1 is one core, fully used.", "cores"),
              series.cpu().entrySet().stream()
                  .map(side -> new Layer(side.getKey(), side.getValue()))
                  .toList()));
    }
    return plots;
  }

  private static String fault(String kind) {
    return switch (kind) {
      case "loss" -> "lost";
      case "reorder" -> "overtaken";
      case "duplicate" -> "doubled";
      case "corrupt" -> "corrupted";
      case "replay" -> "replayed";
      case "inject" -> "injected";
      case "stall" -> "streams that stalled";
      case "partition" -> "streams that were parted";
      case "down" -> "streams that were cut off";
      default -> kind;
    };
  }

  private static List<Layer> happened(Measurements.Timelines series, List<String> kinds) {
    return kinds.stream()
        .filter(series.decisions()::containsKey)
        .map(kind -> new Layer(fault(kind), decisions(series, kind)))
        .toList();
  }

  private static String shaded(List<Layer> outages) {
    return outages.isEmpty()
        ? ""
        : " Shaded: the seconds from which on "
            + outages.stream().map(Layer::label).collect(Collectors.joining(", "))
            + " were so.";
  }

  private static Series decisions(Measurements.Timelines series, String kind) {
    Series found = series.decisions().get(kind);
    return found == null ? new Series() : found;
  }

  private static Series thousands(Series bytes) {
    return bytes.times(0.001);
  }

  private List<List<String>> latencies() {
    List<List<String>> rows = new ArrayList<>();
    measured
        .latencies()
        .forEach((name, latency) -> {
          if (latency.count() > 0) {
            rows.add(row(name.equals("signIn") ? "sign-in" : name, latency));
          }
        });
    return rows;
  }

  private static List<String> row(String name, Latency latency) {
    return List.of(
        name,
        Numbers.count(latency.count()),
        Numbers.ms(latency.p50()),
        Numbers.ms(latency.p90()),
        Numbers.ms(latency.p99()),
        Numbers.ms(latency.max()));
  }

  private List<List<String>> resources() {
    if (!measured.run().time().equals("real")) {
      return List.of();
    }
    Measurements.Resources cost = measured.resources();
    return List.of(
        side("server", cost.server()),
        side("clients", cost.clients()),
        side("network", cost.network()));
  }

  private static List<String> side(String name, Side side) {
    boolean own = side.rssPeakBytes() > 0;
    return List.of(
        name,
        Numbers.brief(side.cpuSeconds()) + " s",
        side.heapPeakBytes() > 0 ? Numbers.bytes(side.heapPeakBytes()) : "with the clients",
        own ? Numbers.bytes(side.rssPeakBytes()) : "with the clients");
  }

  private List<Row> facts() {
    List<Row> rows = new ArrayList<>();
    rows.add(new Row("scenario", measured.run().scenario()));
    for (Map.Entry<String, String> one : measured.run().parameters().entrySet()) {
      rows.add(new Row(one.getKey(), one.getValue()));
    }
    report.facts().networks().forEach(network -> rows.add(new Row("network", network)));
    rows.add(new Row("seed", Long.toString(measured.run().seed())));
    rows.add(new Row("time", measured.run().time()));
    for (Measurements.Phase phase : measured.phases()) {
      String end =
          phase.endSeconds() < 0
              ? "did not end"
              : "took " + Numbers.seconds(phase.endSeconds() - phase.startSeconds());
      String begin = Numbers.seconds(phase.startSeconds());
      rows.add(new Row("phase " + phase.name(), "began at " + begin + ", " + end));
    }
    rows.add(new Row("transports", Moves.words(measured.transports())));
    rows.add(new Row("wire", wire()));
    rows.add(new Row("most connections", Numbers.count(measured.resources().connectionsPeak())));
    return rows;
  }

  private String wire() {
    return "%s up, %s down, %s a delivery"
        .formatted(
            Numbers.bytes(measured.wire().bytesUp()),
            Numbers.bytes(measured.wire().bytesDown()),
            Numbers.bytes(Math.round(measured.wire().bytesPerDelivery())));
  }

  private Latency latency(String name) {
    Latency latency = measured.latencies().get(name);
    return latency == null ? new Latency(0, 0, 0, 0, 0, List.of()) : latency;
  }
}
