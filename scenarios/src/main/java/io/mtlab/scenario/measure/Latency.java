package io.mtlab.scenario.measure;

import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * How long something took, in milliseconds; all zero if it never happened.
 *
 * @param count how often it was measured
 * @param curve the whole distribution, for a plot
 */
public record Latency(
    long count, double p50, double p90, double p99, double max, List<Point> curve) {
  /** Steps of the curve between a share and its half-way to 100 %. */
  private static final int STEPS_PER_HALF = 6;

  private static final double NS_PER_MS = 1e6;

  /**
   * A point of the distribution.
   *
   * @param percentile from 0 to 100
   * @param ms so many milliseconds were enough for that share
   */
  public record Point(double percentile, double ms) {}

  static Latency of(Histogram nanoseconds) {
    if (nanoseconds.getTotalCount() == 0) {
      return new Latency(0, 0, 0, 0, 0, List.of());
    }
    List<Point> curve = new ArrayList<>();
    for (var value : nanoseconds.percentiles(STEPS_PER_HALF)) {
      curve.add(new Point(value.getPercentileLevelIteratedTo(), ms(value.getValueIteratedTo())));
    }
    return new Latency(
        nanoseconds.getTotalCount(),
        ms(nanoseconds.getValueAtPercentile(50)),
        ms(nanoseconds.getValueAtPercentile(90)),
        ms(nanoseconds.getValueAtPercentile(99)),
        ms(nanoseconds.getMaxValue()),
        List.copyOf(curve));
  }

  private static double ms(long ns) {
    return Math.round(ns / NS_PER_MS * 1000) / 1000.0;
  }
}
