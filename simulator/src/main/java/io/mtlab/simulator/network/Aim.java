package io.mtlab.simulator.network;

import io.mtlab.simulator.dissect.Dissector;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * By what faults choose whom they hit, besides chance.
 *
 * @param script decisions about frames that are given instead of drawn; null for none
 * @param dissectors look into frames, each for one stage; made only for faults that ask
 * @param phases of the scenario; null if there is none
 */
public record Aim(
    @Nullable Script script, Supplier<Dissector> dissectors, @Nullable Phases phases) {
  /** Nothing but chance, and what is sent without a key. */
  public static final Aim CHANCE = new Aim(null, Dissector::withoutKeys, null);
}
