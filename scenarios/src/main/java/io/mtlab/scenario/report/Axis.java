package io.mtlab.scenario.report;

import java.util.ArrayList;
import java.util.List;

/** A linear scale from 0 with round steps. */
record Axis(double max, double step) {
  private static final double[] ROUND = {1, 2, 2.5, 5, 10};

  /** A scale that holds a value with at most so many steps. */
  static Axis upTo(double value, int steps) {
    if (value <= 0) {
      return new Axis(1, 1);
    }
    double least = value / steps;
    double power = Math.pow(10, Math.floor(Math.log10(least)));
    for (double round : ROUND) {
      if (round * power >= least * (1 - 1e-9)) {
        double step = round * power;
        return new Axis(Math.ceil(value / step - 1e-9) * step, step);
      }
    }
    throw new IllegalStateException("ten powers are always enough");
  }

  /** A scale of seconds, with steps that a clock has. */
  static Axis ofSeconds(double seconds, int steps) {
    double[] clock = {1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400, 86400};
    for (double step : clock) {
      if (seconds / step <= steps) {
        return new Axis(Math.max(seconds, 1), step);
      }
    }
    return upTo(seconds, steps);
  }

  /** The marks from 0 to the end of the scale. */
  List<Double> marks() {
    List<Double> marks = new ArrayList<>();
    for (int i = 0; i * step <= max * (1 + 1e-9); i++) {
      marks.add(i * step);
    }
    return marks;
  }

  /** Where a value lies, in percent of the scale. */
  double percent(double value) {
    return Math.clamp(value / max * 100, 0, 100);
  }
}
