package io.mtlab.simulator.network;

/**
 * Which frames of a direction a fault is for.
 *
 * @param frames by their number
 * @param windows when; the time is that of the network
 * @param epoch from which the windows count
 */
public record Match(Spans frames, Windows windows, long epoch) {
  /** All frames at all times. */
  public static final Match ALL = new Match(Spans.ALL, Windows.ALWAYS, 0);

  /** Whether this frame is one of them, now. */
  public boolean takes(Unit.Frame frame, long now) {
    return frames.has(frame.index()) && windows.isOn(now - epoch);
  }
}
