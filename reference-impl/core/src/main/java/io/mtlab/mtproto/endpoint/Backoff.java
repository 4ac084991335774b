package io.mtlab.mtproto.endpoint;

import io.mtlab.mtproto.crypto.Entropy;
import io.mtlab.mtproto.machine.Time;

/** Pauses between attempts to connect: they double, with jitter, until one succeeds. */
final class Backoff {
  static final long PAUSE_MIN = 250 * Time.MILLISECOND;
  static final long PAUSE_MAX = 30 * Time.SECOND;

  /** After a flood error nothing is tried for this long at least. */
  static final long PAUSE_AFTER_FLOOD = 5 * Time.SECOND;

  private static final int UNIT_BITS = 53;

  private final Entropy entropy;
  private long pause = PAUSE_MIN;

  Backoff(Entropy entropy) {
    this.entropy = entropy;
  }

  /** When to try next: half to one and a half of the pause away. */
  long next(long now) {
    double unit = (entropy.nextLong() >>> (Long.SIZE - UNIT_BITS)) * 0x1p-53;
    long wait = (long) (pause * (0.5 + unit));
    pause = Math.min(2 * pause, PAUSE_MAX);
    return now + wait;
  }

  void flooded() {
    pause = Math.max(pause, 2 * PAUSE_AFTER_FLOOD);
  }

  void succeeded() {
    pause = PAUSE_MIN;
  }
}
