package io.mtlab.scenario.engine;

import io.mtlab.mtproto.machine.Address;
import io.mtlab.scenario.model.Scenario.LinkSpec;
import io.mtlab.scenario.serve.EnvironmentException;
import io.mtlab.simulator.toxiproxy.ProfileRequests;
import io.mtlab.simulator.toxiproxy.ToxiproxyServer;
import io.mtlab.simulator.toxiproxy.backend.Backend;
import io.mtlab.simulator.toxiproxy.backend.BackendChoice;
import io.mtlab.simulator.toxiproxy.backend.BackendException;
import io.mtlab.simulator.toxiproxy.backend.BackendKind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The network of a run over sockets: for each link a proxy of the embedded Toxiproxy, driven over
 * its HTTP API like any other. With a Toxiproxy outside, that one delays and throttles, and the
 * embedded one stands before it, on the clients' side, for what happens to frames.
 */
final class Proxies implements AutoCloseable {
  /** A port for addresses of names that are led to a proxy; never dialled. */
  static final int ANY_PORT = 443;

  private final ToxiproxyServer embedded;
  private final LateTrace.Decisions decisions;
  private final @Nullable Backend outside;
  private final List<String> outsideNames = new ArrayList<>();
  private final Map<String, Address> routes = new LinkedHashMap<>();

  private Proxies(
      ToxiproxyServer embedded, LateTrace.Decisions decisions, @Nullable Backend outside) {
    this.embedded = embedded;
    this.decisions = decisions;
    this.outside = outside;
  }

  /**
   * Starts the proxies of all links.
   *
   * @param server where the server listens
   */
  static Proxies start(Order order, InetSocketAddress server)
      throws IOException, InterruptedException, EnvironmentException {
    LateTrace.Decisions decisions = new LateTrace.Decisions();
    ToxiproxyServer embedded =
        ToxiproxyServer.start(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            ToxiproxyServer.Settings.seeded(order.seed())
                .withDecisions(decisions)
                .withSecrets(order.scenario().secrets()));
    Proxies proxies = new Proxies(embedded, decisions, outside(order.toxiproxy(), embedded));
    try {
      for (LinkSpec link : order.scenario().links()) {
        proxies.add(link, server);
      }
      return proxies;
    } catch (IOException e) {
      proxies.close();
      Backend outside = proxies.outside;
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

  /** Where the clients of each node id really dial. */
  Map<String, Address> routes() {
    return routes;
  }

  /** Where decisions of the network go. */
  LateTrace.Decisions decisions() {
    return decisions;
  }

  /** The processor time of the embedded network's own threads. */
  long cpuNanos() {
    return embedded.cpuNanos();
  }

  @Override
  public void close() {
    embedded.close();
    Backend other = outside;
    if (other != null) {
      outsideNames.forEach(name -> remove(other, name));
      other.close();
    }
  }

  private void add(LinkSpec link, InetSocketAddress server)
      throws IOException, InterruptedException {
    ProfileRequests requests = ProfileRequests.of(Networks.profile(link));
    ToxiproxyApi inside = new ToxiproxyApi(embedded.address());
    InetSocketAddress upstream = server;
    Backend other = outside;
    if (other != null) {
      String name = "mtlab-" + link.id();
      ToxiproxyApi api = new ToxiproxyApi(other.api());
      upstream = api.streamProxy(name, server);
      outsideNames.add(name);
      api.addToxics(name, requests.toxics());
    }
    InetSocketAddress listens = inside.framedProxy(link.id(), upstream);
    inside.addFaults(link.id(), requests.faults());
    if (other == null) {
      inside.addToxics(link.id(), requests.toxics());
    }
    routes.put(
        link.client(), new Address(listens.getAddress().getHostAddress(), listens.getPort()));
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
