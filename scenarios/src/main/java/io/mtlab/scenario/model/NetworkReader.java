package io.mtlab.scenario.model;

import io.mtlab.scenario.model.Scenario.LinkSpec;
import io.mtlab.scenario.model.Scenario.NodeSpec;
import io.mtlab.scenario.model.Scenario.PathSpec;
import io.mtlab.scenario.model.Scenario.PhaseSpec;
import io.mtlab.scenario.model.topology.SiteTree;
import io.mtlab.simulator.hint.Nearest;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where everybody is, and over which links he gets to the server from there. */
final class NetworkReader {
  private final Cells top;
  private final List<NodeSpec> nodes;
  private final List<PhaseSpec> phases;
  private final LinkReader reader;
  private final List<String> sites;
  private final String server;
  private final List<Cells> written;
  private final List<Ends> ends = new ArrayList<>();
  private final SiteTree tree = new SiteTree();

  /** What a link joins. Empty names stand for what was wrong, and was told. */
  private record Ends(String one, String other) {
    boolean join(String a, String b) {
      return (one.equals(a) && other.equals(b)) || (one.equals(b) && other.equals(a));
    }
  }

  /** What was read. */
  record Network(List<LinkSpec> links, List<PathSpec> paths) {}

  NetworkReader(Cells top, List<NodeSpec> nodes, List<PhaseSpec> phases, LinkReader reader) {
    this.top = top;
    this.nodes = nodes;
    this.phases = phases;
    this.reader = reader;
    this.sites = sites(top);
    this.server =
        nodes.stream()
            .filter(node -> node.role() == NodeRole.SERVER)
            .map(NodeSpec::id)
            .findFirst()
            .orElse("");
    this.written = top.each("links");
  }

  /** The names of the sites, as they are written. */
  static List<String> sites(Cells top) {
    return top.each("sites").stream().map(cells -> cells.text("id", "")).toList();
  }

  Network read() {
    checkSites();
    for (int i = 0; i < written.size(); i++) {
      ends.add(ends(i));
    }
    nodes.stream()
        .filter(node -> node.id().equals(server) && !node.site().isEmpty())
        .forEach(node -> tree.place(server, node.site()));
    boolean right = ends.stream().noneMatch(each -> each.one.isEmpty());
    List<LinkSpec> links = new ArrayList<>();
    for (int i = 0; i < written.size(); i++) {
      links.add(link(i));
    }
    reader.checkShared();
    reader.checkChosen(links, top.problems());
    List<PathSpec> paths = new ArrayList<>();
    if (right && top.has("links") && !server.isEmpty()) {
      checkReached();
      for (NodeSpec node : nodes) {
        if (node.role() != NodeRole.SERVER) {
          paths.addAll(paths(node, links));
        }
      }
    }
    checkPhases(links, paths);
    return new Network(links, paths);
  }

  /** A link that a phase changes lies on the way of somebody whom it means. */
  private void checkPhases(List<LinkSpec> links, List<PathSpec> paths) {
    List<String> ids = links.stream().map(LinkSpec::id).toList();
    List<Cells> cells = top.each("phases");
    for (int i = 0; i < phases.size(); i++) {
      PhaseSpec phase = phases.get(i);
      if (!phase.link().isEmpty() && !ids.contains(phase.link())) {
        String hint = Nearest.hint(phase.link(), ids);
        cells.get(i).wrong("link", "no link is called \"" + phase.link() + "\"" + hint);
      } else if (!phase.link().isEmpty()
          && isNode(phase.node())
          && paths.stream().noneMatch(path -> isOn(path, phase))) {
        String text = "no way of \"%s\" leads over \"%s\"".formatted(phase.node(), phase.link());
        cells.get(i).wrong("link", text);
      }
    }
  }

  private static boolean isOn(PathSpec path, PhaseSpec phase) {
    return path.client().equals(phase.node())
        && path.links().stream().anyMatch(link -> link.id().equals(phase.link()));
  }

  private void checkSites() {
    List<Cells> all = top.each("sites");
    for (int i = 0; i < all.size(); i++) {
      String id = sites.get(i);
      if (sites.indexOf(id) < i) {
        all.get(i).wrong("id", "two sites are called \"" + id + "\"");
      } else if (isNode(id)) {
        all.get(i).wrong("id", "a node is called \"" + id + "\", too");
      }
    }
    List<Cells> cells = top.each("nodes");
    for (int i = 0; i < nodes.size(); i++) {
      String site = nodes.get(i).site();
      if (!site.isEmpty() && !sites.contains(site)) {
        cells.get(i).wrong("site", unknownSite(site, sites));
      }
    }
  }

  static String unknownSite(String site, List<String> sites) {
    return "no site is called \"" + site + "\"" + Nearest.hint(site, sites);
  }

  private Ends ends(int link) {
    Cells cells = written.get(link);
    List<String> between = cells.texts("between");
    boolean known = between.size() == 2;
    for (int i = 0; i < between.size(); i++) {
      String name = between.get(i);
      if (!isNode(name) && !sites.contains(name)) {
        cells.wrongItem("between", i, unknown(name));
        known = false;
      }
    }
    if (!known) {
      return new Ends("", "");
    }
    Ends made = new Ends(between.getFirst(), between.getLast());
    String wrong = wrongWith(made, link);
    if (wrong != null) {
      cells.wrong("between", wrong);
      return new Ends("", "");
    }
    return made;
  }

  private @Nullable String wrongWith(Ends made, int link) {
    boolean client = isClient(made.one) || isClient(made.other);
    if (made.one.equals(made.other)) {
      return "a link joins two places, not \"" + made.one + "\" with itself";
    }
    if (isClient(made.one) && isClient(made.other)) {
      return sites.isEmpty()
          ? "a link joins the server and one kind of client"
          : "a link joins a kind of client, or a site, with a site or the server";
    }
    List<Integer> known = List.of();
    if (client) {
      for (int i = 0; i < ends.size(); i++) {
        known = ends.get(i).join(made.one, made.other) ? List.of(i) : known;
      }
    } else {
      SiteTree.Route route = tree.join(link, made.one, made.other);
      known = route == null ? List.of() : route.links();
    }
    return known.isEmpty()
        ? null
        : "a second way between \"%s\" and \"%s\"; the first is %s"
            .formatted(made.one, made.other, lines(known));
  }

  private String lines(List<Integer> links) {
    List<String> lines =
        links.stream().map(link -> "" + written.get(link).place("between").line()).toList();
    return (lines.size() == 1 ? "in line " : "in lines ") + String.join(", ", lines);
  }

  /** A link is called by what it joins, the end that is nearer to the server last. */
  private LinkSpec link(int number) {
    Ends joined = ends.get(number);
    boolean turned = distance(joined.one) < distance(joined.other);
    String client = turned ? joined.other : joined.one;
    String at = turned ? joined.one : joined.other;
    return reader.read(written.get(number), client, at);
  }

  /** Clients are the furthest; what has no way to the server is told elsewhere. */
  private int distance(String place) {
    SiteTree.Route route = isClient(place) ? null : tree.route(place, server);
    return route == null ? Integer.MAX_VALUE : route.stops().size();
  }

  private void checkReached() {
    List<Cells> all = top.each("sites");
    for (int i = 0; i < all.size(); i++) {
      String site = sites.get(i);
      if (tree.route(site, server) == null) {
        String link = "{between: [" + site + ", " + server + "], network: none}";
        all.get(i)
            .wrong(
                "id",
                "no way leads from \"%s\" to \"%s\"; add a link such as %s"
                    .formatted(site, server, link));
      }
    }
  }

  /** First from where it begins, then from where it goes. */
  private List<PathSpec> paths(NodeSpec client, List<LinkSpec> links) {
    String start = start(client);
    if (start == null) {
      return List.of();
    }
    SequencedSet<String> places = new LinkedHashSet<>(List.of(start));
    phases.stream()
        .filter(phase -> phase.node().isEmpty() || phase.node().equals(client.id()))
        .map(PhaseSpec::site)
        .filter(sites::contains)
        .forEach(places::add);
    return places.stream().flatMap(place -> path(client.id(), place, links)).toList();
  }

  /** The place where a kind of client begins: a site, or the server for a link straight to it. */
  private @Nullable String start(NodeSpec client) {
    List<String> joined = joined(client.id());
    boolean straight = joined.contains(server);
    if (!client.site().isEmpty()) {
      if (straight) {
        String first = lines(List.of(straight(client.id())));
        cellsOf(client)
            .wrong(
                "site",
                "\"%s\" is in site \"%s\": a second way to \"%s\"; the first is %s"
                    .formatted(client.id(), client.site(), server, first));
        return null;
      }
      return client.site();
    }
    if (straight) {
      return server;
    }
    if (joined.size() == 1) {
      return joined.getFirst();
    }
    if (joined.isEmpty()) {
      String more = sites.isEmpty() ? "it needs one" : "it needs one, or a site";
      top.wrong("links", "node \"" + client.id() + "\" has no link; " + more);
    } else {
      cellsOf(client)
          .wrong(
              "id",
              "node \"%s\" has links to %s: say where it begins, such as site: %s"
                  .formatted(client.id(), String.join(", ", joined), joined.getFirst()));
    }
    return null;
  }

  private Stream<PathSpec> path(String client, String place, List<LinkSpec> links) {
    SiteTree.Route route = tree.route(place, server);
    if (route == null) {
      return Stream.empty();
    }
    List<LinkSpec> passed = new ArrayList<>();
    for (int i = 0; i < ends.size(); i++) {
      if (ends.get(i).join(client, place)) {
        passed.add(links.get(i));
      }
    }
    route.links().forEach(number -> passed.add(links.get(number)));
    String name = client + "-" + String.join("-", route.stops());
    return Stream.of(new PathSpec(client, place.equals(server) ? "" : place, name, passed));
  }

  private List<String> joined(String client) {
    return ends.stream()
        .filter(each -> each.one.equals(client) || each.other.equals(client))
        .map(each -> each.one.equals(client) ? each.other : each.one)
        .toList();
  }

  private int straight(String client) {
    int found = 0;
    for (int i = 0; i < ends.size(); i++) {
      found = ends.get(i).join(client, server) ? i : found;
    }
    return found;
  }

  private Cells cellsOf(NodeSpec node) {
    return top.each("nodes").get(nodes.indexOf(node));
  }

  private boolean isNode(String name) {
    return nodes.stream().anyMatch(node -> node.id().equals(name));
  }

  private boolean isClient(String name) {
    return isNode(name) && !name.equals(server);
  }

  private String unknown(String name) {
    List<String> known =
        Stream.concat(nodes.stream().map(NodeSpec::id), sites.stream())
            .collect(Collectors.toList());
    String what = sites.isEmpty() ? "node" : "node or site";
    return "no " + what + " is called \"" + name + "\"" + Nearest.hint(name, known);
  }
}
