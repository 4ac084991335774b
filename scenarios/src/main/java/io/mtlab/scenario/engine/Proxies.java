package io.mtlab.scenario.engine;

import io.mtlab.mtproto.crypto.Mtproto2Cipher;
import io.mtlab.mtproto.machine.Address;
import io.mtlab.mtproto.machine.Channel;
import io.mtlab.scenario.engine.way.Way;
import io.mtlab.scenario.serve.EnvironmentException;
import io.mtlab.simulator.live.Live;
import io.mtlab.simulator.network.Dice;
import io.mtlab.simulator.network.Phases;
import io.mtlab.simulator.network.Surroundings;
import io.mtlab.simulator.network.profile.Chain;
import io.mtlab.simulator.relay.DatagramRelay;
import io.mtlab.simulator.toxiproxy.ProfileRequests;
import io.mtlab.simulator.toxiproxy.ToxiproxyServer;
import io.mtlab.simulator.toxiproxy.backend.Backend;
import io.mtlab.simulator.toxiproxy.backend.BackendChoice;
import io.mtlab.simulator.toxiproxy.backend.BackendException;
import io.mtlab.simulator.toxiproxy.backend.BackendKind;
import io.mtlab.simulator.world.Condition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The network of a run over sockets: for each way a proxy of the embedded Toxiproxy, driven over
 * its HTTP API like any other, or a port of a relay for datagrams. With a Toxiproxy outside, that
 * one delays and throttles, and the embedded one stands before it, on the clients' side, for what
 * happens to frames.
 */
final class Proxies implements AutoCloseable {
  private final ToxiproxyServer embedded;
  private final DatagramRelay relay;
  private final LateTrace.Decisions decisions;
  private final @Nullable Backend outside;
  private final List<String> outsideNames = new ArrayList<>();
  private final Map<String, Address> routes = new LinkedHashMap<>();

  private Proxies(
      ToxiproxyServer embedded,
      DatagramRelay relay,
      LateTrace.Decisions decisions,
      @Nullable Backend outside) {
    this.embedded = embedded;
    this.relay = relay;
    this.decisions = decisions;
    this.outside = outside;
  }

  /**
   * Starts the proxies of all ways.
   *
   * @param server where the server listens
   */
  static Proxies start(Play play, InetSocketAddress server)
      throws IOException, InterruptedException, EnvironmentException {
    Order order = play.order();
    LateTrace.Decisions decisions = new LateTrace.Decisions();
    Surroundings around =
        new Surroundings(new Dice(order.seed()), decisions, 0)
            .withTaps(play.capturing().taps())
            .withScript(play.script())
            .withDissectors(play.dissectors(() -> new Mtproto2Cipher(_ -> {})))
            .withPhases(new Phases());
    ToxiproxyServer embedded =
        ToxiproxyServer.start(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            ToxiproxyServer.Settings.in(around).withSecrets(order.scenario().secrets()));
    Backend outside = outside(order.toxiproxy(), embedded);
    DatagramRelay relay = new DatagramRelay(around);
    Proxies proxies = new Proxies(embedded, relay, decisions, outside);
    try {
      for (Way way : Way.all(order.scenario())) {
        around.counts().together(way.name(), way.countedAs());
        InetSocketAddress at =
            way.transport().channel() == Channel.DATAGRAM
                ? proxies.relay.open(way.name(), server, way.chain())
                : proxies.add(way, server);
        Address address = new Address(at.getAddress().getHostAddress(), at.getPort());
        String host = way.dialled().host();
        proxies.routes.putIfAbsent(host, address); // that from where it begins
        proxies.routes.put(Live.routeFrom(way.path().site(), host), address);
      }
      return proxies;
    } catch (IOException e) {
      proxies.close();
      if (outside == null) {
        throw e;
      }
      throw new EnvironmentException(outside.name() + " cannot be used: " + e, e);
    }
  }

  private static @Nullable Backend outside(BackendChoice choice, ToxiproxyServer embedded)
      throws EnvironmentException, InterruptedException {
    if (choice.kind() == BackendKind.EMBEDDED) {
      return null;
    }
    try {
      return choice.open();
    } catch (BackendException e) {
      embedded.close();
      throw new EnvironmentException(String.valueOf(e.getMessage()), e);
    }
  }

  /** What a way is like from now on. */
  void condition(Way way, Condition condition) {
    try {
      if (way.transport().channel() == Channel.DATAGRAM) {
        relay.condition(way.name(), condition);
      } else {
        new ToxiproxyApi(embedded.address()).condition(way.name(), condition);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(way.name() + " cannot be changed", e);
    }
  }

  /** A phase of the scenario begins, and with it the faults that wait for it. */
  void phase(String name) {
    embedded.phase(name);
    relay.phase(name);
  }

  /** A NAT on a way forgets its clients: datagrams come from other ports, streams are cut. */
  void rebind(Way way) {
    try {
      if (way.transport().channel() == Channel.DATAGRAM) {
        int _ = relay.rebind(way.name());
      } else {
        new ToxiproxyApi(embedded.address()).cut(way.name());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(way.name() + " cannot be changed", e);
    }
  }

  /** Where the name of each way is really reached. */
  Map<String, Address> routes() {
    return routes;
  }

  /** Where decisions of the network go. */
  LateTrace.Decisions decisions() {
    return decisions;
  }

  /** The processor time of the embedded network's own threads. */
  long cpuNanos() {
    return embedded.cpuNanos() + relay.cpuNanos();
  }

  @Override
  public void close() {
    embedded.close();
    relay.close();
    Backend other = outside;
    if (other != null) {
      outsideNames.forEach(name -> remove(other, name));
      other.close();
    }
  }

  private InetSocketAddress add(Way way, InetSocketAddress server)
      throws IOException, InterruptedException {
    Chain chain = way.chain();
    ToxiproxyApi inside = new ToxiproxyApi(embedded.address());
    if (outside != null) {
      InetSocketAddress listens = inside.framedProxy(way.name(), beyond(outside, way, server));
      inside.addFaults(way.name(), faults(way, chain));
      return listens;
    }
    ProfileRequests requests =
        way.isStraight()
            ? ProfileRequests.ofEmbedded(chain.hops().getFirst().profile())
            : ProfileRequests.ofEmbedded(chain);
    InetSocketAddress listens = inside.framedProxy(way.name(), server);
    inside.addFaults(way.name(), requests.faults());
    inside.addToxics(way.name(), requests.toxics());
    return listens;
  }

  private static List<String> faults(Way way, Chain chain) {
    return way.isStraight()
        ? ProfileRequests.faultsOf(chain.hops().getFirst().profile())
        : ProfileRequests.faultsOf(chain);
  }

  /**
   * The proxies of a Toxiproxy outside, one for each link, since of two delays in one proxy the
   * real one counts a part only once. Answers where the first one listens.
   */
  private InetSocketAddress beyond(Backend other, Way way, InetSocketAddress server)
      throws IOException, InterruptedException {
    ToxiproxyApi api = new ToxiproxyApi(other.api());
    InetSocketAddress upstream = server;
    for (Chain.Hop hop : way.chain().hops().reversed()) {
      String name = "mtlab-" + way.name() + (way.isStraight() ? "" : "-over-" + hop.link());
      upstream = api.streamProxy(name, upstream);
      outsideNames.add(name);
      api.addToxics(name, ProfileRequests.toxicsOf(hop.profile()));
    }
    return upstream;
  }

  private static void remove(Backend from, String name) {
    try {
      new ToxiproxyApi(from.api()).remove(name);
    } catch (IOException e) {
      // It has gone, or will not let go: the run is over in either case.
      return;
    }
  }
}
