package io.mtlab.simulator.faults;

import java.util.function.BooleanSupplier;

/** One connection through a network, in virtual time or over real sockets. */
interface Line extends Talk.Wire, AutoCloseable {
  /** Brings what comes next to its end; false if nothing comes any more. */
  boolean deliver(Talk talk);

  /** Brings what comes within this time, in nanoseconds; whether nothing did. */
  boolean isSilent(long nanos, Talk talk);

  /** Nanoseconds, of meaning only beside each other. */
  long now();

  /** Brings what comes until something is so. */
  default void until(Talk talk, BooleanSupplier done) {
    while (!done.getAsBoolean()) {
      if (!deliver(talk)) {
        throw new AssertionError(
            "nothing more came; the server heard %s, the client %s"
                .formatted(talk.atServer, talk.atClient));
      }
    }
  }

  @Override
  void close();
}
