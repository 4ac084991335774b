package io.mtlab.scenario.bench;

import org.jspecify.annotations.Nullable;

/**
 * One row of the result: the same measure on each way.
 *
 * @param id a word for machines
 * @param about what is measured, with its unit
 * @param direct without any proxy; null where that means nothing
 * @param ours of the embedded Toxiproxy, or of the simulator
 * @param other what ours is compared with: the real one, or what {@code about} says; null if it is
 *     not there
 * @param target what the ratio is held to; null for none
 */
public record Figure(
    String id,
    String about,
    @Nullable Double direct,
    double ours,
    @Nullable Double other,
    @Nullable Target target) {
  /**
   * What is wanted of a ratio.
   *
   * @param name of the target, such as {@code T19}
   * @param bound the least, or the most
   * @param least whether more is better
   */
  public record Target(String name, double bound, boolean least) {
    /** Whether the ratio is good enough. */
    public boolean met(double ratio) {
      return least ? ratio >= bound : ratio <= bound;
    }

    @Override
    public String toString() {
      return name + (least ? " >= " : " <= ") + bound;
    }
  }

  /** Ours as a share of the other; null without one. */
  public @Nullable Double ratio() {
    return other == null || other == 0 ? null : ours / other;
  }
}
