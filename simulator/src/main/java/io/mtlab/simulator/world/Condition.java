package io.mtlab.simulator.world;

/** What a link is like for a while, beside its profile. */
public enum Condition {
  /** As its profile says. */
  OPEN,
  /** Connections are cut, and nobody can be reached. */
  DOWN,
  /** Connections stand, and nothing passes. */
  STALLED
}
