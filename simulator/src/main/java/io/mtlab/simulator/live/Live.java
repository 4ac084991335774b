package io.mtlab.simulator.live;

import io.mtlab.mtproto.machine.Address;
import io.mtlab.mtproto.machine.Conn;
import io.mtlab.mtproto.machine.Event;
import io.mtlab.mtproto.machine.Machine;
import io.mtlab.netty.ClientTls;
import io.mtlab.netty.Driver;
import io.mtlab.netty.HostOptions;
import io.mtlab.netty.Shard;
import io.mtlab.simulator.invariant.Invariant;
import io.mtlab.simulator.trace.Recorder;
import io.mtlab.simulator.trace.Trace;
import io.mtlab.simulator.trace.TraceEvent;
import io.mtlab.simulator.workload.Actor;
import io.mtlab.simulator.workload.Player;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The clients of a scenario over real sockets. Their events go to the trace, a {@link Recorder} for
 * several threads; the bytes that they sent and received are added up every second.
 *
 * <p>Any thread may call it. {@link #close} ends all machines and waits for that; whatever they
 * report meanwhile is still recorded.
 */
public final class Live implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Live.class);
  private static final String NOBODY = "node-";

  /** The servers of a laboratory make their certificates as they start. */
  private final ClientTls trust = ClientTls.anybody();

  private final Driver driver;
  private final long start;
  private final Recorder recorder;
  private final Routes routes;
  private final Traffic traffic = new Traffic();
  private final Map<Integer, String> names = new ConcurrentHashMap<>();
  private final List<Invariant> invariants = new CopyOnWriteArrayList<>();
  private final Object judging = new Object();
  private final AtomicReference<@Nullable Throwable> bug = new AtomicReference<>();
  private @Nullable String violation;

  /**
   * Starts the event loops; the run begins now.
   *
   * @param loops how many event loops
   * @param routes where each name that is dialled is really reached; from a place to which a node
   *     has gone, the names of {@link #routeFrom}
   * @param trace is told everything, under a lock
   */
  public Live(int loops, Map<String, Address> routes, Trace trace) {
    this.driver = Driver.open(loops, this::failed);
    this.start = driver.now();
    this.routes = new Routes(routes);
    this.recorder = Recorder.shared(trace, start, this::name);
    driver.host(shard -> new Metronome(start, now -> traffic.recordTo(recorder, now)));
  }

  /** When the run began: nanoseconds since the Unix epoch. */
  public long start() {
    return start;
  }

  /** The present, of the clock that the machines are told. */
  public long now() {
    return driver.now();
  }

  /** Where to record what is no machine's event, and the network's decisions. */
  public Recorder recorder() {
    return recorder;
  }

  /** These hear what the machines added from now on report. */
  public void always(Invariant... those) {
    invariants.addAll(List.of(those));
  }

  /**
   * Adds a node.
   *
   * @param number from 1, one for each node: it says from which address the node dials
   * @param machine makes the node's machine, on its event loop
   */
  public <M extends Machine> LiveNode<M> add(
      String name, int number, Function<? super Shard, ? extends M> machine) {
    if (names.putIfAbsent(number, name) != null) {
      throw new IllegalArgumentException("there is a node " + number + " already");
    }
    HostOptions options =
        HostOptions.DEFAULT
            .withFrom(SourceAddress.of(number))
            .withClientTls(trust)
            .withEvents((event, now) -> happened(number, event, now));
    AtomicReference<String> place = new AtomicReference<>("");
    return new LiveNode<>(
        name,
        number,
        driver.host(
            options,
            shard ->
                new Metered<M>(shard, wanted -> routes.to(wanted, place.get()), traffic, machine)),
        place);
  }

  /** The name of a route that nodes take from a place; of those that never went away, the name. */
  public static String routeFrom(String place, String name) {
    return place.isEmpty() ? name : name + "@" + place;
  }

  /** The node as a scenario sees it. */
  public static Player player(LiveNode<? extends Actor> node) {
    return new Player(
        node.name(),
        node.number(),
        command -> node.execute((actor, now) -> actor.told(command, now)));
  }

  /** How many connections stand. */
  public int connections() {
    return driver.connections();
  }

  /** The processor time of all event loops, in nanoseconds. */
  public long cpuNanos() {
    return driver.cpuNanos();
  }

  /** The first invariant that did not hold, and why; null if all did. */
  public @Nullable String violation() {
    synchronized (judging) {
      return violation;
    }
  }

  /** The first bug of a machine; null if none was seen. */
  public @Nullable Throwable bug() {
    return bug.get();
  }

  @Override
  public void close() {
    driver.close();
    long now = driver.now();
    traffic.recordTo(recorder, now);
    recorder.finish(now);
  }

  private String name(int number) {
    return names.getOrDefault(number, NOBODY + number);
  }

  private void happened(int node, Event event, long now) {
    TraceEvent traced = TraceEvent.of(event);
    if (traced != null) {
      recorder.record(now, traced);
    }
    if (invariants.isEmpty()) {
      return;
    }
    synchronized (judging) {
      for (Invariant invariant : invariants) {
        invariant.happened(node, event, now);
        String broken = invariant.violation();
        if (broken != null && violation == null) {
          violation = invariant.name() + ": " + broken;
        }
      }
    }
  }

  private void failed(@Nullable Conn conn, Throwable why) {
    if (bug.compareAndSet(null, why)) {
      LOG.error("a machine failed; only the first failure is logged", why);
    }
  }
}
