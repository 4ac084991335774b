package io.mtlab.scenario.engine.way;

import io.mtlab.mtproto.machine.Address;
import io.mtlab.mtproto.transport.TransportSpec;
import io.mtlab.scenario.model.NodeRole;
import io.mtlab.scenario.model.Scenario;
import io.mtlab.scenario.model.Scenario.NodeSpec;
import io.mtlab.scenario.model.Scenario.PathSpec;
import io.mtlab.scenario.model.Scenario.PhaseSpec;
import io.mtlab.simulator.network.profile.Chain;
import java.util.ArrayList;
import java.util.List;

/**
 * A way of one kind of client to the server: from one of its places and over one of its transports,
 * through a network of its own, so that it can be cut while others stand.
 *
 * @param path over which links it leads
 * @param server id of the server
 * @param transport what is spoken
 * @param order which of its clients' transports this is, from 0
 * @param only whether these clients have no other transport
 */
public record Way(PathSpec path, String server, TransportSpec transport, int order, boolean only) {
  /** In virtual time the ways of a client lead to ports from this one on. */
  public static final int FIRST_PORT = 443;

  /** The ways of a kind of client from where it begins, in the order of its liking. */
  public static List<Way> of(Scenario scenario, NodeSpec client) {
    return of(scenario, client, first(scenario, client));
  }

  /** The ways of all clients, from all places where they ever are. */
  public static List<Way> all(Scenario scenario) {
    List<Way> ways = new ArrayList<>();
    for (NodeSpec client : scenario.clients()) {
      scenario.paths(client).forEach(path -> ways.addAll(of(scenario, client, path)));
    }
    return ways;
  }

  /** The ways of a kind of client over one path. */
  static List<Way> of(Scenario scenario, NodeSpec client, PathSpec path) {
    String server = scenario.node(NodeRole.SERVER).id();
    List<TransportSpec> transports = client.transports();
    List<Way> ways = new ArrayList<>();
    for (int i = 0; i < transports.size(); i++) {
      ways.add(new Way(path, server, transports.get(i), i, transports.size() == 1));
    }
    return ways;
  }

  /** The path from where a kind of client begins. */
  static PathSpec first(Scenario scenario, NodeSpec client) {
    return scenario.paths(client).stream()
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(client.id() + " has no way"));
  }

  /** Whether a phase that changes the network means this way. */
  public boolean isMeant(PhaseSpec phase) {
    return (phase.node().isEmpty() || phase.node().equals(path.client()))
        && (phase.transport().isEmpty() || phase.transport().equals(transport.name()))
        && (phase.link().isEmpty()
            || path.links().stream().anyMatch(link -> link.id().equals(phase.link())));
  }

  /** How the network calls it: the path, and the transport where there are several. */
  public String name() {
    return with(path.name());
  }

  /** The name under which a client's connections are counted, wherever it is. */
  public String countedAs() {
    return with(path.client() + "-" + server);
  }

  /** What happens on it, link by link; each link is one of its own for each transport. */
  public Chain chain() {
    return new Chain(
        path.links().stream()
            .map(link -> new Chain.Hop(with(link.id()), Networks.profile(link)))
            .toList());
  }

  /** Whether it is one link that needs no site. */
  public boolean isStraight() {
    return path.site().isEmpty();
  }

  /** What clients over sockets dial, wherever they are; it is led to the way's own proxy. */
  public Address dialled() {
    return new Address(with(path.client()), FIRST_PORT);
  }

  /** What clients of a world dial. */
  public Address inWorld() {
    return new Address(server, FIRST_PORT + order);
  }

  private String with(String name) {
    return only ? name : name + "." + transport.name();
  }
}
