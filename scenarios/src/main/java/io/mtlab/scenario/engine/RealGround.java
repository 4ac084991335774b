package io.mtlab.scenario.engine;

import io.mtlab.mtproto.crypto.MessageCipher;
import io.mtlab.mtproto.crypto.Mtproto2Cipher;
import io.mtlab.mtproto.crypto.ServerKeys;
import io.mtlab.mtproto.machine.Time;
import io.mtlab.netty.Shard;
import io.mtlab.scenario.engine.way.Way;
import io.mtlab.scenario.measure.Verdict.Stop;
import io.mtlab.scenario.model.NodeRole;
import io.mtlab.scenario.model.Scenario.NodeSpec;
import io.mtlab.scenario.serve.EnvironmentException;
import io.mtlab.simulator.live.Live;
import io.mtlab.simulator.live.LiveNode;
import io.mtlab.simulator.live.PerLoop;
import io.mtlab.simulator.network.DecisionLog;
import io.mtlab.simulator.toxiproxy.backend.BackendKind;
import io.mtlab.simulator.workload.Member;
import io.mtlab.simulator.workload.Player;
import io.mtlab.simulator.workload.Poster;
import io.mtlab.simulator.workload.Posts;
import io.mtlab.simulator.world.Condition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import java.util.concurrent.locks.LockSupport;

/**
 * Plays in real time: a server process, proxies that make the network bad, clients over sockets.
 *
 * <p>Everything that is started here is ended here, in the opposite order.
 */
final class RealGround implements Ground {
  private static final int CODE_BOUND = 100_000;

  /** How often somebody looks whether a phase is over. */
  private static final long LOOK_EVERY_NS = 4 * Time.MILLISECOND;

  private static final long WATCH_EVERY_NS = 200 * Time.MILLISECOND;

  private final Order order;

  RealGround(Order order) {
    this.order = order;
  }

  @Override
  public List<String> notes() {
    return order.backend() == BackendKind.EMBEDDED
        ? List.of()
        : List.of(
            "Delay and jitter came from a real Toxiproxy ("
                + order.toxiproxy()
                + "), whose chance has no seed: the same"
                + " seed repeats what happened to frames, not how late they were.");
  }

  @Override
  public void play(Play play) throws EnvironmentException, IOException, InterruptedException {
    String code = String.format(Locale.ROOT, "%05d", new SecureRandom().nextInt(CODE_BOUND));
    Gauges gauges = new Gauges();
    try (LabServer server = LabServer.start(order, code, gauges, play.end());
        Proxies proxies = Proxies.start(play, server.address())) {
      play.tellsPhases(proxies::phase);
      clients(play, server, proxies, gauges, code);
    }
  }

  private void clients(Play play, LabServer server, Proxies proxies, Gauges gauges, String code) {
    int loops = Math.clamp(Runtime.getRuntime().availableProcessors(), 1, 4);
    LateTrace late = new LateTrace();
    try (Live live = new Live(loops, proxies.routes(), late)) {
      Listener listener =
          new Listener(play.begin(live.start()), order.scenario().node(NodeRole.POSTER).id());
      late.goesTo(listener);
      live.recorder().record(live.start(), play.firstLine());
      proxies.decisions().goTo(live.recorder());
      Conductor conductor = conductor(play, live, loops, server, proxies, code);
      listener.tells(conductor);
      try (var _ = gauges.record(live, proxies)) {
        loop(play, live, conductor, server);
      }
      proxies.decisions().goTo(DecisionLog.NONE);
    }
  }

  private Conductor conductor(
      Play play, Live live, int loops, LabServer server, Proxies proxies, String code) {
    Posts posts =
        new Posts(Math.max(1, order.trial().posts()), order.trial().members(), live.start());
    Clients clients = new Clients(order, posts, ServerKeys.of(server.publicKey()), code);
    PerLoop<MessageCipher> ciphers =
        new PerLoop<>(
            loops,
            shard -> play.noting(play.capturing().noting(new Mtproto2Cipher(shard.entropy()))));
    String posterName = order.scenario().node(NodeRole.POSTER).id();
    LiveNode<Poster> poster =
        live.add(posterName, Clients.POSTER, shard -> clients.poster(place(shard, ciphers)));
    List<LiveNode<?>> nodes = new ArrayList<>();
    List<Player> members = new ArrayList<>();
    for (int i = 1; i <= order.members().count(); i++) {
      int member = i;
      LiveNode<Member> node =
          live.add(
              order.trial().member(member),
              Clients.node(member),
              shard -> clients.member(member, place(shard, ciphers)));
      nodes.add(node);
      members.add(Live.player(node));
    }
    SequencedMap<String, List<LiveNode<?>>> kinds = new LinkedHashMap<>();
    kinds.put(posterName, List.of(poster));
    kinds.put(order.members().id(), nodes);
    Clients.Ways ways = new Ways(order, proxies, server, kinds);
    Cast cast = clients.cast(Live.player(poster), member -> members.get(member - 1), ways);
    return new Conductor(play, live.start(), cast, live.recorder());
  }

  /** A client dials the names of its ways, each of which is led to a proxy. */
  private static Clients.Place place(Shard shard, PerLoop<MessageCipher> ciphers) {
    return new Clients.Place(shard, shard.entropy(), ciphers.of(shard), Way::dialled, false);
  }

  private static void loop(Play play, Live live, Conductor conductor, LabServer server) {
    long nextLook = live.now();
    conductor.advance(live.now());
    while (play.end().how() == null) {
      long now = live.now();
      if (conductor.isReady() || conductor.nextDue() <= now) {
        conductor.advance(now);
      } else {
        LockSupport.parkNanos(Math.min(LOOK_EVERY_NS, conductor.nextDue() - now));
      }
      if (now >= nextLook && play.end().how() == null) {
        nextLook = now + WATCH_EVERY_NS;
        play.watcher().sees(conductor.status((double) (now - live.start()) / Time.SECOND));
        checkHealth(play, live, server);
      }
    }
  }

  private static void checkHealth(Play play, Live live, LabServer server) {
    Throwable bug = live.bug();
    if (bug != null) {
      throw new IllegalStateException("a client broke: " + bug, bug);
    }
    if (!server.isAlive()) {
      play.end().set(Stop.BROKEN, "The server process ended: " + server.lastWords());
    }
  }

  /**
   * What phases do to sockets.
   *
   * @param nodes the nodes of each kind of client, by its id
   */
  private record Ways(
      Order order, Proxies proxies, LabServer server, SequencedMap<String, List<LiveNode<?>>> nodes)
      implements Clients.Ways {
    @Override
    public void condition(Way way, Condition condition) {
      proxies.condition(way, condition);
    }

    @Override
    public void rebind(NodeSpec clients) {
      Way.all(order.scenario()).stream()
          .filter(way -> way.path().client().equals(clients.id()))
          .forEach(proxies::rebind);
    }

    @Override
    public void roam(NodeSpec clients, String site) {
      nodes
          .getOrDefault(clients.id(), List.of())
          .forEach(node -> {
            if (site.isEmpty()) {
              node.roam();
            } else {
              node.roam(site);
            }
          });
    }

    @Override
    public void server(boolean up) {
      try {
        server.serves(up);
      } catch (IOException e) {
        throw new UncheckedIOException("the server cannot be restarted", e);
      }
    }
  }
}
