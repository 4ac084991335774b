package io.mtlab.architecture.bad.io;

import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Instant;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;

/** One method for each way out. */
public final class ReachesOutside {
  Instant instant() {
    return Instant.now();
  }

  Clock clock() {
    return Clock.systemUTC();
  }

  long nanoTime() {
    return System.nanoTime();
  }

  LongSupplier byReference() {
    return System::currentTimeMillis;
  }

  double mathRandom() {
    return Math.random();
  }

  Random random() {
    return new Random(1);
  }

  int threadLocalRandom() {
    return ThreadLocalRandom.current().nextInt();
  }

  UUID uuid() {
    return UUID.randomUUID();
  }

  Thread thread() {
    return Thread.currentThread();
  }

  InetSocketAddress socketAddress() {
    return new InetSocketAddress(0);
  }

  int identity() {
    return System.identityHashCode(this);
  }
}
