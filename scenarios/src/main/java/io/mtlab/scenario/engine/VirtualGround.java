package io.mtlab.scenario.engine;

import io.mtlab.mtproto.crypto.Entropy;
import io.mtlab.mtproto.crypto.FoldCipher;
import io.mtlab.mtproto.crypto.MessageCipher;
import io.mtlab.mtproto.crypto.Mtproto2Cipher;
import io.mtlab.mtproto.crypto.ServerKeys;
import io.mtlab.mtproto.machine.Out;
import io.mtlab.mtproto.machine.Time;
import io.mtlab.scenario.engine.way.Way;
import io.mtlab.scenario.engine.way.WorldLinks;
import io.mtlab.scenario.measure.Verdict.Stop;
import io.mtlab.scenario.model.NodeRole;
import io.mtlab.scenario.model.Scenario;
import io.mtlab.scenario.model.Scenario.NodeSpec;
import io.mtlab.scenario.serve.WorldServer;
import io.mtlab.simulator.invariant.DeliveredAfterJoining;
import io.mtlab.simulator.invariant.DeliveredWasPosted;
import io.mtlab.simulator.invariant.ExecutedOnce;
import io.mtlab.simulator.invariant.Invariant;
import io.mtlab.simulator.invariant.MessageIdsGrow;
import io.mtlab.simulator.invariant.NothingAckedUnseen;
import io.mtlab.simulator.invariant.ResentInCompany;
import io.mtlab.simulator.seed.Seeds;
import io.mtlab.simulator.time.Timeline;
import io.mtlab.simulator.workload.Actor;
import io.mtlab.simulator.workload.Player;
import io.mtlab.simulator.workload.Posts;
import io.mtlab.simulator.world.Condition;
import io.mtlab.simulator.world.Node;
import io.mtlab.simulator.world.Violation;
import io.mtlab.simulator.world.World;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.Consumer;
import java.util.function.Function;

/** Plays in virtual time: no sockets, no threads, no waiting, and the same bytes for a seed. */
final class VirtualGround implements Ground {
  /** How long the world goes on by itself before somebody looks whether the user wants to stop. */
  private static final long SLICE = Time.SECOND / 4;

  private static final long WATCH_EVERY_NS = 200_000_000L;

  /** So many messages are remembered for each rule: more than can be on their way at once. */
  private static final int REMEMBERED = 1 << 18;

  private final MessageCipher cipher;
  private final List<Invariant> invariants;
  private final WorldLinks links;
  private final List<Player> members = new ArrayList<>();

  /** The nodes of each kind of client. */
  private final SequencedMap<String, List<Node>> nodes = new LinkedHashMap<>();

  /**
   * With frames that are really encrypted if they are captured: their sizes are the same, and the
   * padding draws from a stream of its own, so that the run is.
   */
  VirtualGround(Order order, Capturing capturing) {
    this(order, capturing, invariants(order.scenario()));
  }

  /** The same with these invariants, which are asked after every event. */
  VirtualGround(Order order, Capturing capturing, List<Invariant> invariants) {
    this.invariants = invariants;
    links =
        new WorldLinks(
            order.scenario(),
            node ->
                node == Clients.POSTER ? order.scenario().node(NodeRole.POSTER) : order.members());
    cipher =
        capturing.isOn()
            ? capturing.noting(
                new Mtproto2Cipher(new Seeds(order.seed()).entropy("padding of captured frames")))
            : new FoldCipher();
  }

  @Override
  public List<String> notes() {
    return List.of();
  }

  @Override
  public void play(Play play) {
    Order order = play.order();
    Seeds seeds = new Seeds(order.seed());
    Listener listener = new Listener(play.begin(Timeline.EPOCH), posterOf(order));
    World world = new World(seeds, links, listener);
    links.count(world);
    world.watch(play.capturing().taps());
    world.follow(play.script());
    world.understand(
        play.dissectors(
            () -> play.capturing().isOn() ? new Mtproto2Cipher(_ -> {}) : new FoldCipher()));
    play.tellsPhases(world::phase);
    world.always(invariants.toArray(Invariant[]::new));
    world.recorder().record(Timeline.EPOCH, play.firstLine());
    Conductor conductor = conductor(play, world);
    listener.tells(conductor);
    try {
      loop(play, world, conductor);
    } catch (Violation violation) {
      play.end().set(Stop.RULE_BROKEN, violation.getMessage());
    }
    world.recorder().finish(world.now());
  }

  /** What the machines must keep in any run, and what the scenario says. */
  static List<Invariant> invariants(Scenario scenario) {
    List<Invariant> all = new ArrayList<>();
    all.add(new MessageIdsGrow());
    all.add(new NothingAckedUnseen(REMEMBERED));
    all.add(new ExecutedOnce(REMEMBERED));
    all.add(new ResentInCompany(REMEMBERED));
    for (io.mtlab.scenario.model.Invariant one : scenario.invariants()) {
      all.add(
          switch (one) {
            case DELIVERED_WAS_POSTED -> new DeliveredWasPosted();
            case DELIVERED_AFTER_JOINING -> new DeliveredAfterJoining();
          });
    }
    return all;
  }

  private void loop(Play play, World world, Conductor conductor) {
    long nextLook = System.nanoTime();
    conductor.advance(world.now());
    while (play.end().how() == null) {
      long limit = Math.min(conductor.nextDue(), world.now() + SLICE);
      world.runUntil(conductor::isReady, Math.max(limit, world.now()));
      conductor.advance(world.now());
      if (System.nanoTime() - nextLook >= 0 && play.end().how() == null) {
        nextLook = System.nanoTime() + WATCH_EVERY_NS;
        double seconds = (double) (world.now() - Timeline.EPOCH) / Time.SECOND;
        play.watcher().sees(conductor.status(seconds));
      }
    }
  }

  private Conductor conductor(Play play, World world) {
    Order order = play.order();
    MessageCipher noted = play.noting(cipher);
    NodeSpec serves = order.scenario().node(NodeRole.SERVER);
    WorldServer server =
        new WorldServer(
            world, serves.id(), serves.dc(), serves.rules(), order.scenario().secrets(), cipher);
    int count = order.members().count();
    if (order.members().provisioned()) {
      server.provision(order.seed(), Clients.node(count));
    }
    int posts = order.trial().posts();
    Posts planned = new Posts(Math.max(1, posts), count, Timeline.EPOCH);
    Clients clients =
        new Clients(order, planned, ServerKeys.of(server.publicKey()), WorldServer.CODE);
    String posterName = posterOf(order);
    Player poster =
        player(
            world,
            posterName,
            posterName,
            out ->
                clients.poster(
                    new Clients.Place(
                        out, entropy(world, Clients.POSTER), noted, Way::inWorld, true)));
    for (int i = 1; i <= count; i++) {
      int member = i;
      Entropy entropy = entropy(world, Clients.node(member));
      members.add(
          player(
              world,
              order.members().id(),
              order.trial().member(member),
              out ->
                  clients.member(
                      member, new Clients.Place(out, entropy, noted, Way::inWorld, true))));
    }
    Clients.Ways ways = new Ways(world, links, server, nodes);
    Cast cast = clients.cast(poster, member -> members.get(member - 1), ways);
    return new Conductor(play, Timeline.EPOCH, cast, world.recorder());
  }

  private Player player(
      World world, String kind, String name, Function<Out, ? extends Actor> making) {
    Actor[] made = new Actor[1];
    Node node =
        world.add(
            name,
            out -> {
              made[0] = making.apply(out);
              return made[0];
            });
    nodes.computeIfAbsent(kind, _ -> new ArrayList<>()).add(node);
    Actor actor = made[0];
    return new Player(
        name,
        node.number(),
        command -> node.schedule(world.now(), now -> actor.told(command, now)));
  }

  private static Entropy entropy(World world, int node) {
    return world.seeds().entropy("node " + node);
  }

  private static String posterOf(Order order) {
    return order.scenario().node(NodeRole.POSTER).id();
  }

  /**
   * What phases do to a world.
   *
   * @param nodes the nodes of each kind of client, by its id
   */
  private record Ways(
      World world, WorldLinks links, WorldServer server, SequencedMap<String, List<Node>> nodes)
      implements Clients.Ways {
    @Override
    public void condition(Way way, Condition condition) {
      world.condition(way.name(), condition);
    }

    @Override
    public void rebind(NodeSpec clients) {
      each(clients, Node::rebind);
    }

    @Override
    public void roam(NodeSpec clients, String site) {
      each(
          clients,
          node -> {
            if (!site.isEmpty()) {
              links.go(node, site);
            }
            node.roam();
          });
    }

    @Override
    public void server(boolean up) {
      server.serves(up);
    }

    private void each(NodeSpec clients, Consumer<Node> what) {
      nodes
          .getOrDefault(clients.id(), List.of())
          .forEach(node -> node.schedule(world.now(), _ -> what.accept(node)));
    }
  }
}
