package io.mtlab.simulator.network;

/** Hears each decision of each stage. Over real sockets several threads call it at once. */
@FunctionalInterface
public interface DecisionLog {
  /** Hears nothing. */
  DecisionLog NONE = (id, stream, fault, index, valueNs, now) -> {};

  /**
   * A stage decided about a unit.
   *
   * @param fault {@code delay}, {@code loss}, {@code duplicate}, {@code reorder}, ...
   * @param index the unit's number in its direction, from 0: the frame's index for faults of frames
   * @param valueNs for how long the unit is late, in nanoseconds; 0 where that means nothing
   * @param now when it was decided
   */
  void decided(PassageId id, Stream stream, String fault, long index, long valueNs, long now);
}
