package io.mtlab.scenario.measure;

import java.util.Arrays;

/** One number for each second of a run, from its start. */
public final class Series {
  /** A run of a week; what comes later is added to the last second. */
  static final int SECONDS_MAX = 7 * 24 * 3600;

  private static final long NS_PER_SECOND = 1_000_000_000L;
  private static final int FIRST_SIZE = 64;

  private double[] values = new double[FIRST_SIZE];
  private int size;

  void add(long ns, double amount) {
    int second = Math.clamp(ns / NS_PER_SECOND, 0, SECONDS_MAX - 1);
    if (second >= values.length) {
      values = Arrays.copyOf(values, Math.max(second + 1, 2 * values.length));
    }
    values[second] += amount;
    size = Math.max(size, second + 1);
  }

  /** How many seconds there are up to the last one with an entry. */
  public int seconds() {
    return size;
  }

  /** The number of a second; 0 beyond the end. */
  public double at(int second) {
    return second < size ? values[second] : 0;
  }

  /** The same with every number multiplied. */
  public Series times(double factor) {
    Series scaled = new Series();
    for (int i = 0; i < size; i++) {
      scaled.add(i * NS_PER_SECOND, values[i] * factor);
    }
    return scaled;
  }

  /** All seconds together. */
  public double total() {
    double total = 0;
    for (int i = 0; i < size; i++) {
      total += values[i];
    }
    return total;
  }
}
