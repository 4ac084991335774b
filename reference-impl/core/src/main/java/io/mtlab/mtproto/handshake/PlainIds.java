package io.mtlab.mtproto.handshake;

import io.mtlab.mtproto.machine.Time;

/**
 * Message ids outside a session: the time in seconds in the high 32 bits, the fraction of the
 * second below, the two lowest bits by role; always growing.
 */
final class PlainIds {
  private static final long STEP = 4;

  private final int lowBits;
  private long last;

  private PlainIds(int lowBits) {
    this.lowBits = lowBits;
  }

  /** Ids of a client: 0 modulo 4. */
  static PlainIds ofClient() {
    return new PlainIds(0);
  }

  /** Ids of a server's answers: 1 modulo 4. */
  static PlainIds ofServer() {
    return new PlainIds(1);
  }

  long next(long now) {
    long seconds = Math.floorDiv(now, Time.SECOND);
    long fraction = (Math.floorMod(now, Time.SECOND) << 32) / Time.SECOND;
    long id = (seconds << 32 | fraction) & -STEP;
    last = Math.max(id, last + STEP);
    return last | lowBits;
  }
}
