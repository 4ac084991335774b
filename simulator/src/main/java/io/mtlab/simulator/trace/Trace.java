package io.mtlab.simulator.trace;

/** Who is told what happens: a file, a progress bar, a test. */
@FunctionalInterface
public interface Trace {
  /** Tells nobody. */
  Trace NONE = (now, event) -> {};

  /**
   * Something happened.
   *
   * @param now nanoseconds since the Unix epoch, virtual or real
   */
  void record(long now, TraceEvent event);

  /** Both are told, this one first. */
  default Trace and(Trace other) {
    return (now, event) -> {
      record(now, event);
      other.record(now, event);
    };
  }
}
