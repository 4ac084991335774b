package io.mtlab.simulator.network.profile;

import java.util.List;

/** The value of a fault's attribute. */
public sealed interface Value {
  /** A number in the attribute's base unit: nanoseconds, bytes, bytes a second, a share of 1. */
  record Num(double number) implements Value {}

  /** A word, or a text whose form the attribute knows. */
  record Word(String text) implements Value {}

  /** A table of numbers. */
  record Table(List<Double> numbers) implements Value {}
}
