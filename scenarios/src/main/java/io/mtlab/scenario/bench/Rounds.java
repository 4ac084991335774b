package io.mtlab.scenario.bench;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The results of several rounds in which all lanes took turns, after one that does not count. */
final class Rounds {
  /** By lane, then by result, then by round. */
  private final double[][][] results;

  private final double[] cpuSeconds;
  private final double[] sums;
  private final double seconds;

  private Rounds(double[][][] results, double[] cpuSeconds, double[] sums, double seconds) {
    this.results = results;
    this.cpuSeconds = cpuSeconds;
    this.sums = sums;
    this.seconds = seconds;
  }

  static Rounds of(
      List<ProxyBench.Lane> lanes, ProxyBench.Manner manner, ProxyBench.Measure measure)
      throws IOException, InterruptedException {
    double[][][] results = new double[lanes.size()][][];
    double[] cpu = new double[lanes.size()];
    double[] sums = new double[lanes.size()];
    for (int i = 0; i < lanes.size(); i++) {
      double[] warm = measure.of(new Load(lanes.get(i), manner.seconds()));
      results[i] = new double[warm.length][manner.rounds()];
    }
    for (int round = 0; round < manner.rounds(); round++) {
      for (int i = 0; i < lanes.size(); i++) {
        Load load = new Load(lanes.get(i), manner.seconds());
        double[] one = measure.of(load);
        cpu[i] += load.cpuSeconds();
        sums[i] += one[0];
        for (int j = 0; j < one.length; j++) {
          results[i][j][round] = one[j];
        }
      }
    }
    return new Rounds(results, cpu, sums, manner.seconds());
  }

  /** The median of one lane's result. */
  double median(int lane, int result) {
    double[] sorted = results[lane][result].clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  @Nullable Double medianOrNull(int lane, int result) {
    return lane < results.length ? median(lane, result) : null;
  }

  /**
   * The processor seconds of each lane's process for so many of what the first result counts a
   * second; 0 where nothing is known.
   */
  double[] cpu(double each) {
    double[] all = new double[cpuSeconds.length];
    for (int i = 0; i < all.length; i++) {
      all[i] = cpuSeconds[i] / (sums[i] * seconds) * each;
    }
    return all;
  }
}
