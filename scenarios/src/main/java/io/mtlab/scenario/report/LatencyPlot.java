package io.mtlab.scenario.report;

import io.mtlab.scenario.measure.Latency;
import io.mtlab.scenario.report.Plot.Mark;
import io.mtlab.scenario.report.Plot.Shape;
import io.mtlab.scenario.report.Plot.Spot;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The distribution of the delivery latency: each mark to the right is ten times as rare. */
final class LatencyPlot {
  private static final int STEPS = 5;
  private static final double[] MARKS = {50, 90, 99, 99.9, 99.99, 99.999};

  private final Latency latency;
  private final double decades;

  private LatencyPlot(Latency latency) {
    this.latency = latency;
    this.decades = Math.max(1, Math.log10(Math.max(10.0, (double) latency.count())));
  }

  static Plot of(Latency latency) {
    return new LatencyPlot(latency).plot();
  }

  private Plot plot() {
    Axis upward = Axis.upTo(latency.max(), STEPS);
    StringBuilder line = new StringBuilder();
    List<Spot> spots = new ArrayList<>();
    double before = 0;
    for (Latency.Point point : latency.curve()) {
      double x = across(point.percentile());
      line.append(line.isEmpty() ? "M" : "L").append(at(x)).append(' ');
      line.append(at(100 - upward.percent(point.ms())));
      String share = String.format(Locale.ROOT, "%.4g %% within ", point.percentile());
      spots.add(new Spot(at(before), at(Math.max(0.01, x - before)), share + ms(point)));
      before = x;
    }
    List<Mark> across = new ArrayList<>();
    for (double mark : MARKS) {
      if (across(mark) <= 100 && Math.log10(100 / (100 - mark)) <= decades) {
        across.add(new Mark(at(across(mark)), mark(mark)));
      }
    }
    String described =
        "Half of the deliveries took at most %s, 90 %% %s, 99 %% %s, the slowest %s."
            .formatted(
                Numbers.ms(latency.p50()),
                Numbers.ms(latency.p90()),
                Numbers.ms(latency.p99()),
                Numbers.ms(latency.max()));
    return new Plot(
        "latency",
        "Delivery latency by percentile",
        "From the time a post was due until a member had it. To the right, the rarer ones.",
        "ms",
        described,
        across,
        upward.marks().stream()
            .map(mark -> new Mark(at(upward.percent(mark)), Numbers.mark(mark)))
            .toList(),
        List.of(
            new Shape(line + "L100 100L0 100Z", "area c1", ""),
            new Shape(line.toString(), "line c1", "")),
        spots,
        List.of(),
        List.of());
  }

  /** Ten times as rare is one step to the right. */
  private double across(double percentile) {
    double rare = Math.max(1 - percentile / 100, Math.pow(10, -decades));
    return Math.min(100, -Math.log10(rare) / decades * 100);
  }

  private static String ms(Latency.Point point) {
    return Numbers.ms(point.ms());
  }

  private static String mark(double percentile) {
    return percentile == Math.rint(percentile)
        ? Integer.toString((int) percentile) + " %"
        : percentile + " %";
  }

  private static String at(double percent) {
    return String.format(Locale.ROOT, "%.3f", percent);
  }
}
