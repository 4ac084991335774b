package io.mtlab.simulator.network;

/** Where a stage hands units on: the stage behind it, or the end of the passage. */
@FunctionalInterface
public interface Next {
  /** Takes {@code unit}, which left the stage in front at {@code now}. */
  void take(Unit unit, long now);
}
