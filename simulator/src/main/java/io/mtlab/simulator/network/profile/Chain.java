package io.mtlab.simulator.network.profile;

import io.mtlab.simulator.network.Bounds;
import io.mtlab.simulator.network.PassageId;
import io.mtlab.simulator.network.Stage;
import io.mtlab.simulator.network.Stages;
import io.mtlab.simulator.network.Stream;
import io.mtlab.simulator.network.Surroundings;
import java.util.ArrayList;
import java.util.List;

/**
 * Links one after the other. Each does what its profile says, draws and records under its own name,
 * and so does to a connection what it would do alone.
 *
 * @param hops from the client to the server
 */
public record Chain(List<Hop> hops) implements Stages {
  /**
   * A link of the chain.
   *
   * @param link how the scenario and the decisions call it
   * @param profile what happens on it
   */
  public record Hop(String link, NetworkProfile profile) {}

  /** Keeps the order. What a link says of TCP is meant from one end of the chain to the other. */
  public Chain {
    long roundTrip = 0;
    for (Hop hop : hops) {
      roundTrip = Bounds.plus(roundTrip, hop.profile.roundTrip());
    }
    long all = roundTrip;
    hops = hops.stream().map(hop -> new Hop(hop.link, hop.profile.withRoundTrip(all))).toList();
  }

  /** One link alone. */
  public static Chain of(String link, NetworkProfile profile) {
    return new Chain(List.of(new Hop(link, profile)));
  }

  /** The hops in the order in which this direction passes them. */
  public List<Hop> hops(Stream stream) {
    return stream == Stream.UPSTREAM ? hops : hops.reversed();
  }

  /** How long anything takes from one end to the other at the least, in nanoseconds. */
  public long oneWay() {
    long all = 0;
    for (Hop hop : hops) {
      all = Bounds.plus(all, hop.profile.oneWay());
    }
    return all;
  }

  @Override
  public boolean faultsFrames() {
    return hops.stream().anyMatch(hop -> hop.profile.faultsFrames());
  }

  @Override
  public List<Stage> of(PassageId id, Stream stream, Surroundings around, long now) {
    return byLink(id, stream, around, now).stream().flatMap(List::stream).toList();
  }

  @Override
  public List<List<Stage>> byLink(PassageId id, Stream stream, Surroundings around, long now) {
    List<List<Stage>> links = new ArrayList<>(hops.size());
    for (Hop hop : hops(stream)) {
      links.add(hop.profile.of(id.over(hop.link), stream, around, now));
    }
    return links;
  }
}
