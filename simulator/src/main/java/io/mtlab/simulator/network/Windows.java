package io.mtlab.simulator.network;

import io.mtlab.mtproto.machine.Time;

/**
 * When something that comes and goes is there: {@code after} a while for {@code on}, then not for
 * {@code off}, and so on, {@code repeat} times. All in nanoseconds, counted from a network's epoch.
 *
 * @param on {@link Time#NEVER}: for ever
 * @param repeat how many times it is there; 0: without end
 */
public record Windows(long after, long on, long off, int repeat) {
  /** Always. */
  public static final Windows ALWAYS = new Windows(0, Time.NEVER, 0, 1);

  /** Checks the ranges. */
  public Windows {
    if (after < 0 || on < 1 || off < 0 || repeat < 0) {
      throw new IllegalArgumentException("times must not be negative, and on must be above 0");
    }
  }

  /** Whether it is there at this time since the epoch. */
  public boolean isOn(long time) {
    if (time < after) {
      return false;
    }
    long since = time - after;
    return !isOver(since) && (on == Time.NEVER || since % period() < on);
  }

  /** When this changes next, strictly later than {@code time}; {@link Time#NEVER} if never. */
  public long nextChange(long time) {
    if (time < after) {
      return after;
    }
    long since = time - after;
    if (on == Time.NEVER || isOver(since)) {
      return Time.NEVER;
    }
    long begun = since - since % period();
    boolean isLast = repeat > 0 && begun / period() == repeat - 1;
    if (since - begun < on) {
      return off == 0 && !isLast ? nextChangeWithoutPause() : after + begun + on;
    }
    return isLast ? Time.NEVER : after + begun + period();
  }

  /** Times that follow each other without a pause are one. */
  private long nextChangeWithoutPause() {
    boolean endless = repeat == 0 || on > Time.NEVER / repeat;
    return endless ? Time.NEVER : Bounds.plus(after, repeat * on);
  }

  private boolean isOver(long since) {
    return repeat > 0 && on != Time.NEVER && since / period() >= repeat;
  }

  private long period() {
    return Bounds.plus(on, off);
  }
}
