package io.mtlab.simulator.network;

/** Which frames of a direction a fault hits. */
@FunctionalInterface
public interface Match {
  /** Those that were drawn. */
  Match ALL = (drawn, frame, now) -> drawn;

  /**
   * Whether the fault hits this frame.
   *
   * @param drawn whether chance picked it
   */
  boolean hits(boolean drawn, Unit.Frame frame, long now);

  /**
   * Those that were drawn, if they are the right ones and it is the right time.
   *
   * @param frames by their number
   * @param when at what times
   */
  static Match of(Spans frames, When when) {
    return (drawn, frame, now) -> drawn && frames.has(frame.index()) && when.isOn(now);
  }
}
