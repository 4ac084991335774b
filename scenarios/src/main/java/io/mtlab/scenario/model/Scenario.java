package io.mtlab.scenario.model;

import io.mtlab.mtproto.fault.Rules;
import io.mtlab.mtproto.transport.TransportSpec;
import io.mtlab.mtproto.transport.mask.ProxySecret;
import io.mtlab.scenario.model.files.NamedFiles;
import io.mtlab.simulator.network.profile.FaultSpec;
import io.mtlab.simulator.trace.TraceEvent.Decision;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A scenario with every parameter filled in: ready to be planned.
 *
 * @param name the name in the library, also the prefix of the run's folder
 * @param title one line
 * @param settings the values that were filled in
 * @param nodes who takes part; exactly one is a server
 * @param links what joins them, and the sites between them
 * @param paths from where clients are to the server
 * @param phases what they do, one after the other
 * @param expectations what must have been measured
 * @param invariants what must hold at any time
 * @param decisions which frames the network hits, given instead of drawn; null for chance
 * @param withinNs time limit of the whole run, in nanoseconds
 * @param files those that it names
 */
public record Scenario(
    String name,
    String title,
    Settings settings,
    List<NodeSpec> nodes,
    List<LinkSpec> links,
    List<PathSpec> paths,
    List<PhaseSpec> phases,
    List<Expectation> expectations,
    List<Invariant> invariants,
    @Nullable List<Decision> decisions,
    OptionalLong withinNs,
    NamedFiles files) {

  /** The same with decisions that are given. */
  public Scenario withDecisions(List<Decision> given) {
    return new Scenario(
        name,
        title,
        settings,
        nodes,
        links,
        paths,
        phases,
        expectations,
        invariants,
        given,
        withinNs,
        files);
  }

  /**
   * A node, or a group of equal ones.
   *
   * @param id its name in the file; members are called {@code id-1}, {@code id-2} and so on
   * @param role what it is
   * @param count how many there are
   * @param dc number of the data centre, of a server
   * @param provisioned whether its keys come from the seed instead of a key exchange
   * @param temporaryKeySeconds how long a client's temporary keys live; 0 for none
   * @param rules how a server takes clients that break rules
   * @param transports what it speaks, of a client, in the order of its liking; at least one
   * @param site where it is; empty if nobody said
   */
  public record NodeSpec(
      String id,
      NodeRole role,
      int count,
      int dc,
      boolean provisioned,
      int temporaryKeySeconds,
      Rules rules,
      List<TransportSpec> transports,
      String site) {}

  /**
   * A network between a group of clients and the server, or on a part of the way.
   *
   * @param id {@code client-server}, as in the trace
   * @param client id of the node or site on the clients' side
   * @param server id of the site or node on the server's side
   * @param preset name of the network preset
   * @param words what differs from the preset, each in its quantity's base unit
   * @param faults what else happens; one of a preset's words takes its place
   */
  public record LinkSpec(
      String id,
      String client,
      String server,
      String preset,
      Map<NetworkWord, Double> words,
      List<FaultSpec> faults) {
    /** A preset and what differs from it. */
    public LinkSpec(
        String id, String client, String server, String preset, Map<NetworkWord, Double> words) {
      this(id, client, server, preset, words, List.of());
    }
  }

  /**
   * The way of a group of clients to the server from a place where they are.
   *
   * @param client id of the client node
   * @param site id of the place; empty for a link straight to the server
   * @param name {@code client-site-server}, with all stops
   * @param links what is passed, the client's side first
   */
  public record PathSpec(String client, String site, String name, List<LinkSpec> links) {
    /** {@code member at home: member-home, home-dc2}, for people. */
    public String words() {
      String passed = String.join(", ", links.stream().map(LinkSpec::id).toList());
      String from = site.isEmpty() ? client : client + " at " + site;
      return from + ": " + (passed.isEmpty() ? "no link" : passed);
    }
  }

  /**
   * One step of the play; it begins when the one before has ended.
   *
   * @param name for people and the trace
   * @param node id of the node that acts; may be empty where it concerns all clients
   * @param transport whose network is changed; empty for that of every transport
   * @param link which link is changed; empty for the whole way
   * @param verb what it does
   * @param ratePerSecond how often, for paced verbs; else 0
   * @param count how many times, for {@link Verb#POST}; else 0
   * @param turns who is online from now on, for {@link Verb#TAKE_TURNS}
   * @param site where clients go, for {@link Verb#ROAM}; empty to stay where they are
   * @param awayNs how long a server is away that restarts, in nanoseconds
   * @param withinNs how long it may take beyond its own schedule, in nanoseconds
   */
  public record PhaseSpec(
      String name,
      String node,
      String transport,
      String link,
      Verb verb,
      double ratePerSecond,
      int count,
      Turns turns,
      String site,
      long awayNs,
      long withinNs) {}

  /**
   * How members share the time online.
   *
   * @param online how many are at one time, as a share of 1; all of them need no turns
   * @param visitNs how long each stays, in nanoseconds
   */
  public record Turns(double online, long visitNs) {
    /** Everybody is online all the time. */
    public static final Turns NONE = new Turns(1, 0);
  }

  /** The secrets that its clients use, which server and network know, too. */
  public List<ProxySecret> secrets() {
    return nodes.stream()
        .flatMap(node -> node.transports().stream())
        .flatMap(transport -> Stream.ofNullable(transport.secret()))
        .distinct()
        .toList();
  }

  /** The ways of a kind of client: first from where it begins, then from where it goes. */
  public List<PathSpec> paths(NodeSpec client) {
    return paths.stream().filter(path -> path.client().equals(client.id())).toList();
  }

  /** The nodes that are no server. */
  public List<NodeSpec> clients() {
    return nodes.stream().filter(node -> node.role() != NodeRole.SERVER).toList();
  }

  /** The first node of a role; every scenario has one of each. */
  public NodeSpec node(NodeRole role) {
    return nodes.stream()
        .filter(node -> node.role() == role)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no node is a " + role.word()));
  }
}
