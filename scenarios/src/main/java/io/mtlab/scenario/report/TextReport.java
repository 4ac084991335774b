package io.mtlab.scenario.report;

import io.mtlab.scenario.measure.Latency;
import io.mtlab.scenario.measure.Measurements;
import io.mtlab.scenario.measure.Verdict;
import java.util.ArrayList;
import java.util.List;

/** The table at the end of a run on the terminal. Lines have no colour; the caller may add it. */
public final class TextReport {
  private static final int LABEL_WIDTH = 16;
  private static final int GAPS_SHOWN_MAX = 8;

  private TextReport() {}

  /** The table, line by line. */
  public static List<String> lines(RunReport report) {
    Measurements measured = report.measured();
    Verdict verdict = report.verdict();
    List<String> lines = new ArrayList<>();
    row(lines, "outcome", verdict.exitCode().outcome() + exit(verdict));
    row(lines, "members", joined(measured));
    row(lines, "deliveries", deliveries(measured.deliveries()));
    measured.latencies().forEach((name, latency) -> latency(lines, name, latency));
    row(lines, "throughput", Numbers.brief(measured.deliveries().perSecond()) + " deliveries/s");
    row(lines, "wire", wire(measured.wire()));
    row(lines, "network", decisions(measured));
    if (measured.keys().bound() > 0) {
      Measurements.Keys keys = measured.keys();
      row(
          lines,
          "temporary keys",
          Numbers.count(keys.bound()) + " bound, " + Numbers.count(keys.renewed()) + " renewals");
    }
    if (measured.transports().moves() > 0) {
      row(lines, "transports", Moves.words(measured.transports()));
    }
    for (Measurements.Finding finding : measured.findings()) {
      row(lines, "finding", finding(finding));
    }
    if (measured.run().time().equals("real")) {
      resources(lines, measured.resources());
    }
    row(lines, "took", took(report));
    checks(lines, verdict);
    return lines;
  }

  private static String exit(Verdict verdict) {
    int code = verdict.exitCode().code();
    String words = verdict.exitCode().words();
    String why = words.equals(verdict.exitCode().outcome()) ? "" : words + ", ";
    return code == 0 ? "" : " (" + why + "exit " + code + ")";
  }

  private static String joined(Measurements measured) {
    Measurements.Members members = measured.members();
    return Numbers.count(members.joined()) + " of " + Numbers.count(members.expected()) + " joined";
  }

  private static String deliveries(Measurements.Deliveries deliveries) {
    return "%s of %s; missing %s, duplicated %s, out of order %s"
        .formatted(
            Numbers.count(deliveries.received()),
            Numbers.count(deliveries.expected()),
            Numbers.count(deliveries.missing()),
            Numbers.count(deliveries.duplicated()),
            Numbers.count(deliveries.outOfOrder()));
  }

  private static void latency(List<String> lines, String name, Latency latency) {
    if (latency.count() > 0) {
      String label = name.equals("signIn") ? "sign-in" : name.equals("delivery") ? "latency" : name;
      String text =
          "p50 %s, p90 %s, p99 %s, max %s"
              .formatted(
                  Numbers.ms(latency.p50()),
                  Numbers.ms(latency.p90()),
                  Numbers.ms(latency.p99()),
                  Numbers.ms(latency.max()));
      row(lines, label, text);
    }
  }

  private static String wire(Measurements.Wire wire) {
    return "%s up, %s down, %s a delivery"
        .formatted(
            Numbers.bytes(wire.bytesUp()),
            Numbers.bytes(wire.bytesDown()),
            Numbers.bytes(Math.round(wire.bytesPerDelivery())));
  }

  private static String decisions(Measurements measured) {
    List<String> parts = new ArrayList<>();
    measured.decisions().forEach((kind, count) -> parts.add(kind + " " + Numbers.count(count)));
    return parts.isEmpty() ? "did nothing" : String.join(", ", parts);
  }

  private static void resources(List<String> lines, Measurements.Resources cost) {
    row(
        lines,
        "CPU seconds",
        "server %s, clients %s, network %s"
            .formatted(
                Numbers.brief(cost.server().cpuSeconds()),
                Numbers.brief(cost.clients().cpuSeconds()),
                Numbers.brief(cost.network().cpuSeconds())));
    row(
        lines,
        "memory peak",
        "server %s, engine %s; %s connections"
            .formatted(
                Numbers.bytes(cost.server().rssPeakBytes()),
                Numbers.bytes(cost.clients().rssPeakBytes()),
                Numbers.count(cost.connectionsPeak())));
  }

  private static String took(RunReport report) {
    String wall = Numbers.seconds(report.facts().wallSeconds());
    return report.measured().run().time().equals("real")
        ? wall
        : wall + " for " + Numbers.seconds(report.measured().run().seconds()) + " of virtual time";
  }

  private static void checks(List<String> lines, Verdict verdict) {
    List<Verdict.Check> all = new ArrayList<>(verdict.expectations());
    all.addAll(verdict.invariants());
    all.stream()
        .filter(check -> !check.passed())
        .forEach(check -> row(lines, "missed", check.words() + ": found " + check.actual()));
  }

  /** What went wrong, in sentences; empty after a good run. */
  public static List<String> complaints(RunReport report) {
    List<String> lines = new ArrayList<>(report.verdict().remarks());
    List<String> missing = Missing.sentences(report.measured());
    missing.stream().limit(GAPS_SHOWN_MAX).forEach(lines::add);
    if (missing.size() > GAPS_SHOWN_MAX) {
      lines.add("... the rest is in run.json.");
    }
    report
        .measured()
        .failures()
        .forEach((why, count) -> lines.add(Numbers.count(count) + " x gave up: " + why));
    return lines;
  }

  private static String finding(Measurements.Finding finding) {
    return "%s x %s (%s) %s"
        .formatted(
            Numbers.count(finding.count()),
            finding.fault(),
            String.join(", ", finding.rules()),
            finding.tolerated() ? "tolerated" : "refused");
  }

  private static void row(List<String> lines, String label, String text) {
    lines.add("  " + label + " ".repeat(Math.max(1, LABEL_WIDTH - label.length())) + text);
  }
}
