package io.mtlab.scenario.engine;

import io.mtlab.mtproto.machine.Address;
import io.mtlab.scenario.model.Scenario.LinkSpec;
import io.mtlab.scenario.serve.EnvironmentException;
import io.mtlab.simulator.network.profile.NetworkProfile;
import io.mtlab.simulator.toxiproxy.ToxiproxyServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
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
  private final @Nullable ToxiproxyApi outside;
  private final List<String> outsideNames = new ArrayList<>();
  private final Map<String, Address> routes = new LinkedHashMap<>();

  private Proxies(
      ToxiproxyServer embedded, LateTrace.Decisions decisions, @Nullable ToxiproxyApi outside) {
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
    URI url = order.toxiproxy();
    Proxies proxies = new Proxies(embedded, decisions, url == null ? null : new ToxiproxyApi(url));
    try {
      for (LinkSpec link : order.scenario().links()) {
        proxies.add(link, server);
      }
      return proxies;
    } catch (IOException e) {
      proxies.close();
      if (url == null) {
        throw e;
      }
      throw new EnvironmentException("Toxiproxy at " + url + " cannot be used: " + e, e);
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
    for (String name : outsideNames) {
      remove(name);
    }
  }

  private void add(LinkSpec link, InetSocketAddress server)
      throws IOException, InterruptedException {
    NetworkProfile profile = Networks.profile(link);
    InetSocketAddress api = embedded.address();
    ToxiproxyApi inside =
        new ToxiproxyApi(
            URI.create("http://" + api.getAddress().getHostAddress() + ":" + api.getPort()));
    InetSocketAddress upstream = server;
    ToxiproxyApi other = outside;
    if (other != null) {
      String name = "mtlab-" + link.id();
      upstream = other.streamProxy(name, server);
      outsideNames.add(name);
      other.addToxics(name, profile);
    }
    InetSocketAddress listens = inside.framedProxy(link.id(), upstream);
    inside.addFaults(link.id(), profile);
    if (other == null) {
      inside.addToxics(link.id(), profile);
    }
    routes.put(
        link.client(), new Address(listens.getAddress().getHostAddress(), listens.getPort()));
  }

  private void remove(String name) {
    ToxiproxyApi other = outside;
    try {
      if (other != null) {
        other.remove(name);
      }
    } catch (IOException e) {
      // It has gone, or will not let go: the run is over in either case.
      return;
    }
  }
}
