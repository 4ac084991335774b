package io.mtlab.simulator.toxiproxy;

import io.mtlab.mtproto.machine.Time;

/** The time of real networks: it never goes back, whatever happens to the machine's clock. */
final class Clock {
  private static final long START = System.currentTimeMillis() * Time.MILLISECOND;
  private static final long START_NANOS = System.nanoTime();

  private Clock() {}

  /** Nanoseconds since the Unix epoch. */
  static long now() {
    return START + (System.nanoTime() - START_NANOS);
  }
}
