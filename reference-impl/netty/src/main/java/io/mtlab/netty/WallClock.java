package io.mtlab.netty;

import io.mtlab.mtproto.machine.Time;
import java.time.Instant;

/**
 * The time of a driver: where the system's clock stood at the beginning, and from there on a clock
 * that never goes back, however the system's clock is set.
 */
final class WallClock {
  private final long offset;

  WallClock() {
    Instant started = Instant.now();
    offset = started.getEpochSecond() * Time.SECOND + started.getNano() - System.nanoTime();
  }

  /** Nanoseconds since the Unix epoch. */
  long now() {
    return offset + System.nanoTime();
  }
}
