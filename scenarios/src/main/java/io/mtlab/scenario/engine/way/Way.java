package io.mtlab.scenario.engine.way;

import io.mtlab.mtproto.machine.Address;
import io.mtlab.mtproto.transport.TransportSpec;
import io.mtlab.scenario.model.Scenario;
import io.mtlab.scenario.model.Scenario.LinkSpec;
import io.mtlab.scenario.model.Scenario.NodeSpec;
import io.mtlab.scenario.model.Scenario.PhaseSpec;
import java.util.ArrayList;
import java.util.List;

/**
 * A way of one kind of client to the server: over one of its transports, through a network of its
 * own, so that it can be cut while others stand.
 *
 * @param link whose network it is
 * @param transport what is spoken
 * @param place its place among the transports of its clients, from 0
 * @param only whether these clients have no other
 */
public record Way(LinkSpec link, TransportSpec transport, int place, boolean only) {
  /** In virtual time the ways of a client lead to ports from this one on. */
  public static final int FIRST_PORT = 443;

  /** The ways of a kind of client, in the order of its liking. */
  public static List<Way> of(Scenario scenario, NodeSpec client) {
    LinkSpec link =
        scenario.links().stream()
            .filter(one -> one.client().equals(client.id()))
            .findFirst()
            .orElseThrow(() -> new IllegalStateException(client.id() + " has no link"));
    List<TransportSpec> transports = client.transports();
    List<Way> ways = new ArrayList<>();
    for (int i = 0; i < transports.size(); i++) {
      ways.add(new Way(link, transports.get(i), i, transports.size() == 1));
    }
    return ways;
  }

  /** The ways of all clients. */
  public static List<Way> all(Scenario scenario) {
    return scenario.clients().stream().flatMap(client -> of(scenario, client).stream()).toList();
  }

  /** Whether a phase that changes the network means this way. */
  public boolean isMeant(PhaseSpec phase) {
    return (phase.node().isEmpty() || phase.node().equals(link.client()))
        && (phase.transport().isEmpty() || phase.transport().equals(transport.name()));
  }

  /** How the trace and the network call it: the link, and the transport where there are several. */
  public String name() {
    return only ? link.id() : link.id() + "." + transport.name();
  }

  /** What clients over sockets dial; it is led to the way's own proxy. */
  public Address dialled() {
    String host = only ? link.client() : link.client() + "." + transport.name();
    return new Address(host, FIRST_PORT);
  }

  /** What clients of a world dial. */
  public Address inWorld() {
    return new Address(link.server(), FIRST_PORT + place);
  }
}
