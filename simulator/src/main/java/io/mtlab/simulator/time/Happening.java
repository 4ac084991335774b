package io.mtlab.simulator.time;

/** Something that is to happen at a time. The same object may be scheduled again and again. */
@FunctionalInterface
public interface Happening {
  /** The time has come. */
  void happen(long now);
}
