package io.mtlab.mtproto.endpoint.route;

import io.mtlab.mtproto.crypto.Entropy;
import io.mtlab.mtproto.machine.Time;

/** Pauses between attempts to connect: they double, with jitter, until one succeeds. */
final class Backoff {
  static final long PAUSE_MIN = 250 * Time.MILLISECOND;
  static final long PAUSE_MAX = 30 * Time.SECOND;

  /** After a flood error nothing is tried for this long at least. */
  static final long PAUSE_AFTER_FLOOD = 5 * Time.SECOND;

  /** The pause doubles with each attempt; while it is under so many first pauses, none is made. */
  private static final int ATTEMPTS_AT_ONCE = 8;

  private static final int UNIT_BITS = 53;

  private final Entropy entropy;
  private long pause = PAUSE_MIN;

  Backoff(Entropy entropy) {
    this.entropy = entropy;
  }

  /** When to try next: half to one and a half of the pause away. */
  long next(long now) {
    long wait = between(pause / 2, pause + pause / 2, entropy);
    pause = Math.min(2 * pause, PAUSE_MAX);
    return now + wait;
  }

  /** When to try something that has not failed lately: at once, but never in a tight circle. */
  long soon(long now) {
    return pause > PAUSE_MIN * ATTEMPTS_AT_ONCE ? next(now) : doubled(now);
  }

  private long doubled(long now) {
    pause = Math.min(2 * pause, PAUSE_MAX);
    return now;
  }

  void flooded() {
    pause = Math.max(pause, 2 * PAUSE_AFTER_FLOOD);
  }

  void succeeded() {
    pause = PAUSE_MIN;
  }

  /** A time from {@code least} to {@code most}, uniform. */
  static long between(long least, long most, Entropy entropy) {
    double unit = (entropy.nextLong() >>> (Long.SIZE - UNIT_BITS)) * 0x1p-53;
    return least + (long) (unit * (most - least));
  }
}
