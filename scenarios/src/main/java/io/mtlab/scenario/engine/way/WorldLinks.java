package io.mtlab.scenario.engine.way;

import io.mtlab.scenario.model.Scenario;
import io.mtlab.scenario.model.Scenario.NodeSpec;
import io.mtlab.scenario.model.Scenario.PathSpec;
import io.mtlab.simulator.world.Link;
import io.mtlab.simulator.world.Links;
import io.mtlab.simulator.world.Node;
import io.mtlab.simulator.world.World;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.function.IntFunction;

/** The ways of a scenario's clients in a world, and where each client is at present. */
public final class WorldLinks implements Links {
  private final IntFunction<NodeSpec> kinds;
  private final Scenario scenario;

  /** By kind of client and place, in the order of the transports. */
  private final SequencedMap<String, List<Link>> links = new LinkedHashMap<>();

  /** Where a node is that has left its first place, by its number. */
  private final Map<Integer, String> places = new TreeMap<>();

  /**
   * @param kinds the kind of client that a node is, by its number
   */
  public WorldLinks(Scenario scenario, IntFunction<NodeSpec> kinds) {
    this.scenario = scenario;
    this.kinds = kinds;
    for (NodeSpec client : scenario.clients()) {
      for (PathSpec path : scenario.paths(client)) {
        links.put(
            key(client, path.site()),
            Way.of(scenario, client, path).stream()
                .map(way -> new Link(way.name(), way.chain(), scenario.secrets()))
                .toList());
      }
    }
  }

  /** Has a world count the connections of each client in one row, wherever it is. */
  public void count(World world) {
    Way.all(scenario).forEach(way -> world.countTogether(way.name(), way.countedAs()));
  }

  /** From now on this node dials from there. */
  public void go(Node node, String site) {
    places.put(node.number(), site);
  }

  @Override
  public Link between(Node client, Node server, int port) {
    NodeSpec kind = kinds.apply(client.number());
    String place = places.get(client.number());
    List<Link> own = links.get(key(kind, place == null ? Way.first(scenario, kind).site() : place));
    if (own == null) {
      throw new IllegalStateException(client.name() + " has no way from " + place);
    }
    return own.get(port - Way.FIRST_PORT);
  }

  private static String key(NodeSpec client, String site) {
    return client.id() + "@" + site;
  }
}
