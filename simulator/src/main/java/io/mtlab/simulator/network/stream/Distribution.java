package io.mtlab.simulator.network.stream;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/**
 * How delays lie around their base, in units of the jitter. All but the uniform one are tables of
 * equally probable values with a mean of 0 and a spread (standard deviation) of 1, as netem has
 * them, so that a delay has the mean and the spread that it was told.
 */
public final class Distribution {
  /** Any value from 1 below up to 1 above is as probable: the jitter is the furthest it goes. */
  public static final Distribution UNIFORM = new Distribution(new double[0]);

  /** As many values as netem's tables have. */
  private static final int STEPS = 4096;

  /** netem's pareto: a tail that falls with the third power. */
  private static final double SHAPE = 3;

  /** netem's paretonormal is one part of the one and three of the other. */
  private static final double NORMAL_PART = 0.25;

  /** The bell curve. */
  public static final Distribution NORMAL = standard(Normal::quantile);

  /** Mostly a little early, sometimes very late. */
  public static final Distribution PARETO = standard(Distribution::pareto);

  /** Between the two. */
  public static final Distribution PARETO_NORMAL =
      standard(share -> NORMAL_PART * Normal.quantile(share) + (1 - NORMAL_PART) * pareto(share));

  /** A table has at most so many values. */
  public static final int VALUES_MAX = 65_536;

  /** No measured delay is so many jitters away from its mean: netem's tables end at 4. */
  public static final double JITTERS_MAX = 1_000;

  private final double[] values;

  private Distribution(double[] values) {
    this.values = values;
  }

  /**
   * Measured values, each as probable as the others, in units of the jitter; they are taken as they
   * are, whatever their mean.
   */
  public static Distribution table(List<Double> values) {
    if (values.isEmpty() || values.size() > VALUES_MAX) {
      throw new IllegalArgumentException("a table has from 1 to " + VALUES_MAX + " numbers");
    }
    double[] sorted = values.stream().mapToDouble(value -> value).sorted().toArray();
    for (double value : sorted) {
      if (!(Math.abs(value) <= JITTERS_MAX)) {
        throw new IllegalArgumentException("a table has jitters from -1000 to 1000");
      }
    }
    return new Distribution(sorted);
  }

  /**
   * The value under which a share of all draws lies.
   *
   * @param share from 0 up to and without 1
   */
  public double at(double share) {
    return values.length == 0 ? 2 * share - 1 : values[(int) (share * values.length)];
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Distribution that && Arrays.equals(values, that.values);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(values);
  }

  private static double pareto(double share) {
    return StrictMath.pow(1 - share, -1 / SHAPE);
  }

  private static Distribution standard(DoubleUnaryOperator quantile) {
    double[] values = new double[STEPS];
    double sum = 0;
    for (int i = 0; i < STEPS; i++) {
      values[i] = quantile.applyAsDouble((i + 0.5) / STEPS);
      sum += values[i];
    }
    double mean = sum / STEPS;
    double squares = 0;
    for (double value : values) {
      squares += (value - mean) * (value - mean);
    }
    double spread = StrictMath.sqrt(squares / STEPS);
    for (int i = 0; i < STEPS; i++) {
      values[i] = (values[i] - mean) / spread;
    }
    return new Distribution(values);
  }
}
