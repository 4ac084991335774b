package io.mtlab.simulator.toxiproxy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/** What {@link ProxyBenchmark} does to one way, for so many seconds. */
final class Load {
  private static final int PIECE = 64 * 1024;
  private static final int MESSAGE = 100;

  private Load() {}

  /** Bytes a second that come back on this many connections. */
  static double bytes(String address, int connections, double seconds) throws Exception {
    AtomicBoolean over = new AtomicBoolean();
    LongAdder bytes = new LongAdder();
    List<Work> work = new ArrayList<>();
    List<Wire> wires = new ArrayList<>();
    for (int i = 0; i < connections; i++) {
      Wire wire = Wire.to(address);
      wires.add(wire);
      work.add(() -> {
        byte[] piece = new byte[PIECE];
        while (!over.get()) {
          wire.send(piece);
        }
      });
      work.add(() -> {
        while (!over.get()) {
          wire.receive(PIECE);
          bytes.add(PIECE);
        }
      });
    }
    return run(work, wires, over, bytes, seconds);
  }

  /** Echo round trips a second with one message in flight on each of this many connections. */
  static double echoes(String address, int connections, double seconds) throws Exception {
    AtomicBoolean over = new AtomicBoolean();
    LongAdder trips = new LongAdder();
    List<Work> work = new ArrayList<>();
    List<Wire> wires = new ArrayList<>();
    for (int i = 0; i < connections; i++) {
      Wire wire = Wire.to(address);
      wires.add(wire);
      work.add(() -> {
        byte[] message = new byte[MESSAGE];
        while (!over.get()) {
          wire.send(message).receive(MESSAGE);
          trips.increment();
        }
      });
    }
    return run(work, wires, over, trips, seconds);
  }

  /** This quantile of the microseconds that one message takes there and back, alone. */
  static double pingPong(String address, double seconds, double quantile) throws IOException {
    try (Wire wire = Wire.to(address)) {
      byte[] message = new byte[MESSAGE];
      long[] took = new long[1_000_000];
      int trips = 0;
      long end = System.nanoTime() + (long) (seconds * 1e9);
      while (System.nanoTime() < end && trips < took.length) {
        long start = System.nanoTime();
        wire.send(message).receive(MESSAGE);
        took[trips] = System.nanoTime() - start;
        trips++;
      }
      Arrays.sort(took, 0, trips);
      return took[(int) (trips * quantile)] / 1e3;
    }
  }

  private interface Work {
    void run() throws IOException;
  }

  private static double run(
      List<Work> work, List<Wire> wires, AtomicBoolean over, LongAdder count, double seconds)
      throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> running = new ArrayList<>();
      long start = System.nanoTime();
      for (Work one : work) {
        running.add(
            threads.submit(() -> {
              one.run();
              return null;
            }));
      }
      awaitUntil(start + (long) (seconds * 1e9));
      double rate = count.sum() / ((System.nanoTime() - start) / 1e9);
      over.set(true);
      for (Wire wire : wires) {
        wire.close();
      }
      for (Future<?> one : running) {
        endQuietly(one);
      }
      return rate;
    }
  }

  private static void awaitUntil(long nanos) {
    for (long left = nanos - System.nanoTime(); left > 0; left = nanos - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }

  private static void endQuietly(Future<?> one) throws InterruptedException {
    try {
      one.get();
    } catch (ExecutionException _) {
      // Its socket was closed under it: the time was over.
    }
  }
}
