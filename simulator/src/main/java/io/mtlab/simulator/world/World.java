package io.mtlab.simulator.world;

import io.mtlab.mtproto.machine.Address;
import io.mtlab.mtproto.machine.Cause;
import io.mtlab.mtproto.machine.Channel;
import io.mtlab.mtproto.machine.Event;
import io.mtlab.mtproto.machine.Machine;
import io.mtlab.mtproto.machine.Out;
import io.mtlab.mtproto.machine.Peer;
import io.mtlab.simulator.dissect.Dissector;
import io.mtlab.simulator.invariant.Invariant;
import io.mtlab.simulator.network.Dice;
import io.mtlab.simulator.network.PassageId;
import io.mtlab.simulator.network.Phases;
import io.mtlab.simulator.network.Script;
import io.mtlab.simulator.network.Stream;
import io.mtlab.simulator.network.Surroundings;
import io.mtlab.simulator.network.Tap;
import io.mtlab.simulator.network.Unit;
import io.mtlab.simulator.seed.Seeds;
import io.mtlab.simulator.time.Timeline;
import io.mtlab.simulator.trace.Recorder;
import io.mtlab.simulator.trace.Trace;
import io.mtlab.simulator.trace.TraceEvent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Machines, the links between them and one virtual clock, which begins at {@link Timeline#EPOCH}.
 * What happens follows from the seed alone.
 *
 * <p>An exception of a machine, and the {@link Violation} of an invariant, come out of the {@code
 * run...} method that was called; the world is of no use after that.
 */
public final class World {
  private final Timeline timeline = new Timeline();
  private final Events events = new Events();
  private final ArrayDeque<Arrival> arrivals = new ArrayDeque<>();
  private final List<Node> nodes = new ArrayList<>();
  private final List<Invariant> invariants = new ArrayList<>();

  /** Looked up only: its order means nothing. */
  private final Map<String, Node> byName = new HashMap<>();

  /** By link; those that are open are not in it. */
  private final Map<String, Condition> conditions = new TreeMap<>();

  private final Phases phases = new Phases();
  private final Seeds seeds;
  private final Links links;
  private final Recorder recorder;
  private Surroundings surroundings;
  private long bytesUp;
  private long bytesDown;

  /** Whether the invariants have heard of something that they were not asked about. */
  private boolean told;

  /** A unit that left a passage and is on its way to a machine, at this very instant. */
  private record Arrival(Conduit conduit, boolean atServer, Unit unit) {}

  /** An empty world. What happens goes to {@code trace}. */
  public World(Seeds seeds, Links links, Trace trace) {
    this.seeds = seeds;
    this.links = links;
    this.recorder = new Recorder(trace, Timeline.EPOCH, number -> nodes.get(number).name());
    this.surroundings =
        new Surroundings(new Dice(seeds.seed()), recorder, Timeline.EPOCH).withPhases(phases);
  }

  /**
   * Adds a node. The first one has number 0.
   *
   * @param machine makes the node's machine; it is given where the machine's output goes
   */
  public Node add(String name, Function<? super Out, ? extends Machine> machine) {
    Node node = new Node(this, name, nodes.size(), machine);
    if (byName.putIfAbsent(name, node) != null) {
      throw new IllegalArgumentException("there is a node " + name + " already");
    }
    nodes.add(node);
    node.rearm();
    return node;
  }

  /** These are asked after every event of which they hear, from now on. */
  public void always(Invariant... those) {
    invariants.addAll(List.of(those));
  }

  /** Connections that begin from now on are watched. */
  public void watch(Tap.Source source) {
    surroundings = surroundings.withTaps(source);
  }

  /** Connections that begin from now on are hit where this says; by chance if it is null. */
  public void follow(@Nullable Script script) {
    surroundings = surroundings.withScript(script);
  }

  /** Connections that begin from now on are understood by these, where a fault asks. */
  public void understand(Supplier<Dissector> dissectors) {
    surroundings = surroundings.withDissectors(dissectors);
  }

  /** From now on the connections of nodes over a link are counted with those over another one. */
  public void countTogether(String link, String name) {
    surroundings.counts().together(link, name);
  }

  /** A phase of the scenario begins, and with it the faults that wait for it. */
  public void phase(String name) {
    timeline.schedule(
        now(),
        now -> {
          phases.begin(name, now);
          nodes.forEach(node -> node.phaseChanged(now));
        });
  }

  /** From now on a link is like this: all connections over it, those that stand and new ones. */
  public void condition(String link, Condition condition) {
    if (condition == Condition.OPEN) {
      conditions.remove(link);
    } else {
      conditions.put(link, condition);
    }
    timeline.schedule(
        now(), now -> nodes.forEach(node -> node.conditionChanged(link, condition, now)));
  }

  /** The clock, for whoever has something happen at a time. */
  public Timeline timeline() {
    return timeline;
  }

  /** The seeds of this world. */
  public Seeds seeds() {
    return seeds;
  }

  /** Where to record what is no machine's event, such as the run's phases. */
  public Recorder recorder() {
    return recorder;
  }

  /** The present. */
  public long now() {
    return timeline.now();
  }

  /** How many inputs the machines were given. */
  public long inputs() {
    return events.count();
  }

  /** Bytes that the clients of connections sent so far. */
  public long bytesUp() {
    return bytesUp;
  }

  /** Bytes that the clients of connections received so far. */
  public long bytesDown() {
    return bytesDown;
  }

  /** Lets time go on to {@code limit}. */
  public void runUntil(long limit) {
    while (step(limit)) {}
  }

  /** Lets time go on until the condition holds, which it says, or to {@code limit}. */
  public boolean runUntil(BooleanSupplier condition, long limit) {
    boolean more = true;
    while (more && !condition.getAsBoolean()) {
      more = step(limit);
    }
    return condition.getAsBoolean();
  }

  /** Lets time go on until nothing is left to happen, or to {@code limit}. Says whether it is. */
  public boolean runUntilIdle(long limit) {
    while (timeline.pending() > 0 && step(limit)) {}
    return timeline.pending() == 0;
  }

  private boolean step(long limit) {
    try {
      if (!timeline.step(limit)) {
        return false;
      }
      check();
      for (Arrival next = arrivals.poll(); next != null; next = arrivals.poll()) {
        next.conduit.arrive(next.atServer, next.unit, timeline.now());
        check();
      }
      return true;
    } catch (Violation violation) {
      throw violation;
    } catch (RuntimeException bug) {
      throw new IllegalStateException(
          "seed %d, +%d ns: %s".formatted(seeds.seed(), now() - Timeline.EPOCH, bug), bug);
    }
  }

  private void check() {
    if (!told) {
      return;
    }
    told = false;
    for (int i = 0; i < invariants.size(); i++) {
      Invariant invariant = invariants.get(i);
      String violation = invariant.violation();
      if (violation != null) {
        List<String> lines = events.lines(Timeline.EPOCH, number -> nodes.get(number).name());
        throw new Violation(invariant.name(), violation, seeds.seed(), lines);
      }
    }
  }

  /** What all connections share. */
  Surroundings surroundings() {
    return surroundings;
  }

  Events events() {
    return events;
  }

  void arrives(Conduit conduit, boolean atServer, Unit unit) {
    arrivals.add(new Arrival(conduit, atServer, unit));
  }

  void moved(Stream stream, int bytes, long now) {
    recorder.moved(stream, bytes, now);
    if (stream == Stream.UPSTREAM) {
      bytesUp += bytes;
    } else {
      bytesDown += bytes;
    }
  }

  void happened(Node node, Event event) {
    long now = timeline.now();
    TraceEvent traced = TraceEvent.of(event);
    if (traced != null) {
      recorder.record(now, traced);
    }
    told = true;
    for (int i = 0; i < invariants.size(); i++) {
      invariants.get(i).happened(node.number(), event, now);
    }
  }

  boolean isStalled(Link link) {
    return !conditions.isEmpty() && conditions.get(link.name()) == Condition.STALLED;
  }

  boolean isDown(Link link) {
    return !conditions.isEmpty() && conditions.get(link.name()) == Condition.DOWN;
  }

  /** A connection stands, or is refused, after a round trip. */
  void dial(Socket socket, Address to) {
    Node server = byName.get(to.host());
    if (server == null || server == socket.node) {
      timeline.schedule(now(), now -> fail(socket, Cause.UNREACHABLE, now));
      return;
    }
    Link link = links.between(socket.node, server, to.port());
    long roundTrip = 2 * link.chain().oneWay();
    timeline.schedule(
        now() + roundTrip,
        now -> {
          if (links.between(socket.node, server, to.port()).name().equals(link.name())) {
            establish(socket, server, link, now);
          } else {
            fail(socket, Cause.UNREACHABLE, now); // the node has gone elsewhere meanwhile
          }
        });
  }

  /** A socket for datagrams is there at once; whether anybody listens is seen later. */
  void dialDatagrams(Socket socket, Address to) {
    Node server = byName.get(to.host());
    if (server == null || server == socket.node) {
      timeline.schedule(now(), now -> fail(socket, Cause.UNREACHABLE, now));
      return;
    }
    Link link = links.between(socket.node, server, to.port());
    socket.conduit = new DatagramPath(this, passage(socket.node, link), link, socket, server);
    timeline.schedule(
        now(),
        now -> {
          if (socket.open) {
            socket.node.opened(socket, new Peer(server.name(), Channel.DATAGRAM), now);
          }
        });
  }

  private PassageId passage(Node client, Link link) {
    int node = client.number();
    return new PassageId(link.name(), node, surroundings.counts().next(link.name(), node));
  }

  private void establish(Socket socket, Node server, Link link, long now) {
    if (!socket.open) {
      return;
    }
    if (!server.isListening() || isDown(link)) {
      fail(socket, Cause.REFUSED, now);
      return;
    }
    Node client = socket.node;
    PassageId id = passage(client, link);
    Socket accepted = server.accept();
    Connection connection = new Connection(this, id, link, socket, accepted);
    socket.conduit = connection;
    accepted.conduit = connection;
    server.opened(accepted, new Peer(client.host(), Channel.STREAM), now);
    if (socket.open) {
      client.opened(socket, new Peer(server.name(), Channel.STREAM), now);
    }
  }

  private static void fail(Socket socket, Cause cause, long now) {
    if (socket.open) {
      socket.open = false;
      socket.node.closed(socket.conn, cause, now);
    }
  }
}
