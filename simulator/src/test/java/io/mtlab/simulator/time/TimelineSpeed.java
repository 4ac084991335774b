package io.mtlab.simulator.time;

import io.mtlab.mtproto.machine.Time;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.SplittableRandom;

/**
 * Holds a number of happenings pending and replaces each that happens, with the timeline and with a
 * {@link PriorityQueue} of records by turns: a program, no test, since it measures a machine. The
 * arguments are the number pending and the rounds.
 */
final class TimelineSpeed {
  private static final int EVENTS = 2_000_000;
  private static final long SPREAD = Time.SECOND;

  private record Entry(long at, long sequence, Happening happening) {}

  private TimelineSpeed() {}

  public static void main(String[] arguments) {
    int pending = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 100_000;
    int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 9;
    double[] wheel = new double[rounds];
    double[] queue = new double[rounds];
    for (int round = 0; round < rounds; round++) {
      wheel[round] = timeline(pending, round);
      queue[round] = priorityQueue(pending, round);
    }
    Arrays.sort(wheel);
    Arrays.sort(queue);
    double ratio = wheel[rounds / 2] / queue[rounds / 2];
    System.out.printf(
        "%,d pending, medians of %d: timeline %.1f M/s, PriorityQueue %.1f M/s, ratio %.1f%n",
        pending, rounds, wheel[rounds / 2], queue[rounds / 2], ratio);
  }

  /** CPU time of this thread, so that a busy machine changes little. */
  private static long cpuTime() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static double timeline(int pending, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Timeline timeline = new Timeline();
    Happening again =
        new Happening() {
          @Override
          public void happen(long now) {
            timeline.schedule(now + random.nextLong(SPREAD), this);
          }
        };
    for (int i = 0; i < pending; i++) {
      again.happen(Timeline.EPOCH);
    }
    long began = cpuTime();
    for (int i = 0; i < EVENTS; i++) {
      timeline.step(Time.NEVER);
    }
    return EVENTS * 1e3 / (cpuTime() - began);
  }

  private static double priorityQueue(int pending, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    PriorityQueue<Entry> queue =
        new PriorityQueue<>(Comparator.comparingLong(Entry::at).thenComparingLong(Entry::sequence));
    long[] sequence = new long[1];
    Happening again =
        new Happening() {
          @Override
          public void happen(long now) {
            queue.add(new Entry(now + random.nextLong(SPREAD), sequence[0]++, this));
          }
        };
    for (int i = 0; i < pending; i++) {
      again.happen(Timeline.EPOCH);
    }
    long began = cpuTime();
    for (int i = 0; i < EVENTS; i++) {
      Entry entry = queue.remove();
      entry.happening().happen(entry.at());
    }
    return EVENTS * 1e3 / (cpuTime() - began);
  }
}
