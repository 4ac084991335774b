package io.mtlab.mtproto.handshake;

import io.mtlab.mtproto.machine.Time;

/**
 * When a query of the exchange is sent again, and when the exchange is given up. The first
 * repetition comes after 1 s, the next ones after 2, 4 and then 8 s each: MTProto leaves the times
 * open. Frames may be lost below us only where somebody loses them on purpose, so this stays
 * coarse.
 */
final class Resends {
  /** The pause before the first repetition. */
  static final long PAUSE_FIRST = Time.SECOND;

  /** The longest pause between two repetitions. */
  static final long PAUSE_MAX = 8 * Time.SECOND;

  /** The whole exchange may take this long. */
  static final long EXCHANGE_MAX = 60 * Time.SECOND;

  private long pause = PAUSE_FIRST;
  private long next = Time.NEVER;
  private long end = Time.NEVER;

  /** The exchange begins. */
  void begin(long now) {
    end = now + EXCHANGE_MAX;
  }

  /** A new query was sent. */
  void sent(long now) {
    pause = PAUSE_FIRST;
    next = now + pause;
  }

  /** Whether the query is to be sent again now; sets the next alarm if so. */
  boolean due(long now) {
    if (now < next) {
      return false;
    }
    pause = Math.min(2 * pause, PAUSE_MAX);
    next = now + pause;
    return true;
  }

  /** Whether the exchange took too long. */
  boolean over(long now) {
    return now >= end;
  }

  /** Nothing is waited for any more. */
  void stop() {
    next = Time.NEVER;
    end = Time.NEVER;
  }

  long nextWake() {
    return Math.min(next, end);
  }
}
