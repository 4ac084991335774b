package io.mtlab.scenario.model;

import java.util.OptionalDouble;

/**
 * A bound on something measured; missed, the run fails.
 *
 * @param measure a dotted name of {@code run.json}, such as {@code deliveries.missing}
 * @param min the least that is right
 * @param max the most that is right
 */
public record Expectation(String measure, OptionalDouble min, OptionalDouble max) {

  /** Whether the measured value is right. */
  public boolean holds(double value) {
    return (min.isEmpty() || value >= min.getAsDouble())
        && (max.isEmpty() || value <= max.getAsDouble());
  }

  /** {@code deliveries.missing = 0}, for people. */
  public String words() {
    if (min.isPresent() && max.isPresent() && min.getAsDouble() == max.getAsDouble()) {
      return measure + " = " + number(min.getAsDouble());
    }
    String least = min.isPresent() ? number(min.getAsDouble()) + " <= " : "";
    return least + measure + (max.isPresent() ? " <= " + number(max.getAsDouble()) : "");
  }

  private static String number(double value) {
    return Quantity.COUNT.format(value);
  }
}
