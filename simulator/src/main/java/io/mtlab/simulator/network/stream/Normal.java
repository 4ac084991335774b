package io.mtlab.simulator.network.stream;

/** The standard normal distribution, alike on every machine. */
final class Normal {
  /** Below and above these the tails have a formula of their own. */
  private static final double TAIL = 0.02425;

  private static final double[] MIDDLE_ABOVE = {
    -3.969683028665376e+01, 2.209460984245205e+02, -2.759285104469687e+02,
    1.383577518672690e+02, -3.066479806614716e+01, 2.506628277459239e+00
  };
  private static final double[] MIDDLE_BELOW = {
    -5.447609879822406e+01,
    1.615858368580409e+02,
    -1.556989798598866e+02,
    6.680131188771972e+01,
    -1.328068155288572e+01,
    1
  };
  private static final double[] TAIL_ABOVE = {
    -7.784894002430293e-03, -3.223964580411365e-01, -2.400758277161838e+00,
    -2.549732539343734e+00, 4.374664141464968e+00, 2.938163982698783e+00
  };
  private static final double[] TAIL_BELOW = {
    7.784695709041462e-03, 3.224671290700398e-01, 2.445134137142996e+00, 3.754408661907416e+00, 1
  };

  /** Abramowitz and Stegun 26.2.17. */
  private static final double[] CUMULATED = {
    1.330274429, -1.821255978, 1.781477937, -0.356563782, 0.319381530, 0
  };

  private static final double CUMULATED_STEP = 0.2316419;
  private static final double ROOT_OF_TWO_PI = StrictMath.sqrt(2 * StrictMath.PI);

  private Normal() {}

  /**
   * Under which value a share of all draws lies: Acklam's rational approximation, to 1.2e-9.
   *
   * @param share above 0 and below 1
   */
  static double quantile(double share) {
    if (share > 1 - TAIL) {
      return -quantile(1 - share);
    }
    if (share < TAIL) {
      double q = StrictMath.sqrt(-2 * StrictMath.log(Math.max(share, Double.MIN_NORMAL)));
      return polynomial(TAIL_ABOVE, q) / polynomial(TAIL_BELOW, q);
    }
    double q = share - 0.5;
    double r = q * q;
    return polynomial(MIDDLE_ABOVE, r) * q / polynomial(MIDDLE_BELOW, r);
  }

  /** Which share of all draws lies under the value, to 7.5e-8. */
  static double cumulated(double value) {
    double t = 1 / (1 + CUMULATED_STEP * Math.abs(value));
    double density = StrictMath.exp(-value * value / 2) / ROOT_OF_TWO_PI;
    double above = density * polynomial(CUMULATED, t);
    return value < 0 ? above : 1 - above;
  }

  private static double polynomial(double[] coefficients, double x) {
    double sum = 0;
    for (double coefficient : coefficients) {
      sum = sum * x + coefficient;
    }
    return sum;
  }
}
