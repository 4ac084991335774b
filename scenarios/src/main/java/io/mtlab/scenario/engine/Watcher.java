package io.mtlab.scenario.engine;

/** Somebody who watches a run. Called a few times a second, by one thread at a time. */
@FunctionalInterface
public interface Watcher {
  /** The run has come so far. */
  void sees(Status status);

  /**
   * How far a run is.
   *
   * @param phase the phase's name
   * @param number the phase's number, from 1
   * @param phases how many there are
   * @param share how much of the phase is done, from 0 to 1
   * @param words the same in words
   * @param seconds since the run's start, by its own clock
   */
  record Status(String phase, int number, int phases, double share, String words, double seconds) {}
}
