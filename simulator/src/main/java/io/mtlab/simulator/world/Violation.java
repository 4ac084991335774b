package io.mtlab.simulator.world;

import java.util.List;

/** An invariant does not hold: the run is over. The message says how to see it again. */
public final class Violation extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String invariant;

  Violation(String invariant, String what, long seed, List<String> events) {
    super(
        "%s: %s (seed %d); the last %d events:\n  %s"
            .formatted(invariant, what, seed, events.size(), String.join("\n  ", events)));
    this.invariant = invariant;
  }

  /** The invariant's name. */
  public String invariant() {
    return invariant;
  }
}
