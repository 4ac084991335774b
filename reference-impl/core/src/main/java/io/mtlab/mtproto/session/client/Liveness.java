package io.mtlab.mtproto.session.client;

import io.mtlab.mtproto.machine.Time;

/** Whether anything is heard on a client's connection, and when it is to be tried. */
final class Liveness {
  /** How often the connection is tried with a ping, which also keeps it open. */
  static final long PING_EVERY = 60 * Time.SECOND;

  /** A ping or a question that is unanswered for so long, and nothing else heard: a dead line. */
  static final long SILENCE_MAX = 15 * Time.SECOND;

  private long waitingSince = Time.NEVER;
  private long pingAt = Time.NEVER;

  /** A connection stands. */
  void begins(long now) {
    waitingSince = Time.NEVER;
    pingAt = now + PING_EVERY;
  }

  /** Something came. */
  void heard() {
    waitingSince = Time.NEVER;
  }

  /** Something was asked that is answered at once. */
  void asked(long now) {
    if (waitingSince == Time.NEVER) {
      waitingSince = now;
    }
  }

  /** A ping leaves. */
  void pinged(long now) {
    asked(now);
    pingAt = now + PING_EVERY;
  }

  boolean isPingDue(long now) {
    return pingAt <= now;
  }

  /** Whether the connection says nothing any more; said once. */
  boolean hasStalled(long now) {
    boolean stalled = waitingSince != Time.NEVER && now - waitingSince >= SILENCE_MAX;
    waitingSince = stalled ? Time.NEVER : waitingSince;
    return stalled;
  }

  long nextWake() {
    return Math.min(pingAt, waitingSince == Time.NEVER ? Time.NEVER : waitingSince + SILENCE_MAX);
  }
}
