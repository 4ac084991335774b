package io.mtlab.scenario.bench;

import io.mtlab.mtproto.machine.Time;
import io.mtlab.scenario.bench.Figure.Target;
import io.mtlab.simulator.network.profile.NetworkProfile;
import io.mtlab.simulator.seed.Seeds;
import io.mtlab.simulator.time.Happening;
import io.mtlab.simulator.time.Timeline;
import io.mtlab.simulator.trace.Trace;
import io.mtlab.simulator.world.Link;
import io.mtlab.simulator.world.Links;
import io.mtlab.simulator.world.World;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.IntToDoubleFunction;

/**
 * {@code mtlab bench virtual}: how fast virtual time passes. The timeline takes turns with a {@link
 * PriorityQueue} of records; a world in which many clients talk to an echo over delayed links is
 * held to a million events a second. All in processor time of one thread, so that a busy machine
 * changes less.
 */
public final class VirtualBench {
  private static final int HAPPENINGS = 2_000_000;
  private static final int CLIENTS = 10_000;
  private static final long TALK = 20 * Time.SECOND;
  private static final double PER_MICROSECOND = 1e3;

  private static final Target T17 = new Target("T17", 4, true);
  private static final Target MILLION = new Target("1 M/s", 1, true);

  private final int rounds;
  private final Consumer<String> progress;

  private record Entry(long at, long sequence, Happening happening) {}

  /**
   * A bench that has not begun.
   *
   * @param rounds of each measure, after one that does not count; the median counts
   * @param progress hears what is being measured
   */
  public VirtualBench(int rounds, Consumer<String> progress) {
    this.rounds = rounds;
    this.progress = progress;
  }

  /** Measures everything; a minute or so. */
  public List<Figure> run() {
    List<Figure> figures = new ArrayList<>();
    for (int pending : List.of(10_000, 100_000, 1_000_000)) {
      figures.add(timeline(pending));
    }
    progress.accept("%,d clients over delayed links".formatted(CLIENTS));
    String about =
        "M events/s, %,d clients over delayed links; beside: a million".formatted(CLIENTS);
    figures.add(new Figure("links", about, null, median(VirtualBench::links), 1.0, MILLION));
    return List.copyOf(figures);
  }

  private Figure timeline(int pending) {
    progress.accept("the timeline, %,d pending".formatted(pending));
    double[] ours = new double[rounds];
    double[] queues = new double[rounds];
    for (int round = -1; round < rounds; round++) {
      int counted = Math.max(0, round);
      ours[counted] = timeline(pending, round);
      queues[counted] = priorityQueue(pending, round);
    }
    return new Figure(
        "timeline-" + pending,
        "M events/s, %,d pending; beside: PriorityQueue".formatted(pending),
        null,
        median(ours),
        median(queues),
        pending == 100_000 ? T17 : null);
  }

  private double median(IntToDoubleFunction measure) {
    double[] results = new double[rounds + 1];
    Arrays.setAll(results, measure);
    return median(Arrays.copyOfRange(results, 1, results.length));
  }

  private static double median(double[] results) {
    Arrays.sort(results);
    return results[results.length / 2];
  }

  /** Each that happens is replaced by another within a second. */
  private static double timeline(int pending, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Timeline timeline = new Timeline();
    Happening again =
        new Happening() {
          @Override
          public void happen(long now) {
            timeline.schedule(now + random.nextLong(Time.SECOND), this);
          }
        };
    for (int i = 0; i < pending; i++) {
      again.happen(Timeline.EPOCH);
    }
    long began = cpuTime();
    for (int i = 0; i < HAPPENINGS; i++) {
      timeline.step(Time.NEVER);
    }
    return HAPPENINGS * PER_MICROSECOND / (cpuTime() - began);
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
            queue.add(new Entry(now + random.nextLong(Time.SECOND), sequence[0]++, this));
          }
        };
    for (int i = 0; i < pending; i++) {
      again.happen(Timeline.EPOCH);
    }
    long began = cpuTime();
    for (int i = 0; i < HAPPENINGS; i++) {
      Entry entry = queue.remove();
      entry.happening().happen(entry.at());
    }
    return HAPPENINGS * PER_MICROSECOND / (cpuTime() - began);
  }

  private static double links(int seed) {
    NetworkProfile profile =
        NetworkProfile.NONE.withDelay(40 * Time.MILLISECOND, 15 * Time.MILLISECOND);
    World world = new World(new Seeds(seed), Links.all(new Link("link", profile)), Trace.NONE);
    world.add(Talk.SERVER, Talk::answering).listen();
    for (int i = 1; i <= CLIENTS; i++) {
      String name = "client-" + i;
      long from = world.now() + world.seeds().chance(name).nextLong(Time.SECOND);
      world.add(name, out -> Talk.asking(out, from, from + TALK));
    }
    long began = cpuTime();
    world.runUntilIdle(Time.NEVER);
    long events = world.timeline().happened() + world.inputs();
    return events * PER_MICROSECOND / (cpuTime() - began);
  }

  private static long cpuTime() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }
}
