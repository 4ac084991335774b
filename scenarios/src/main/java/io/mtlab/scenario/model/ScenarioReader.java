package io.mtlab.scenario.model;

import io.mtlab.mtproto.fault.Rules;
import io.mtlab.mtproto.transport.TransportSpec;
import io.mtlab.mtproto.transport.mask.ProxySecret;
import io.mtlab.scenario.model.Scenario.LinkSpec;
import io.mtlab.scenario.model.Scenario.NodeSpec;
import io.mtlab.scenario.model.Scenario.PhaseSpec;
import io.mtlab.scenario.model.files.NamedFiles;
import io.mtlab.simulator.hint.Nearest;
import io.mtlab.simulator.network.Stream;
import io.mtlab.simulator.trace.TraceEvent.Decision;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** Tree and settings to a {@link Scenario}: what a schema cannot say is checked here. */
final class ScenarioReader {
  /** The word for {@link #ADAPTIVE_ORDER}. */
  private static final String ADAPTIVE = "adaptive";

  /** What most clients would choose: the leanest first. */
  private static final List<String> ADAPTIVE_ORDER =
      List.of("intermediate", "websocket", "http", "udp");

  private static final double MEMBERS_MAX = 1e6;
  private static final List<String> OF_CLIENTS = List.of("keys", "temporaryKeys");
  private static final List<String> OF_SERVERS = List.of("dc", "rules");

  /** The measures that an expectation may name. */
  private static final List<String> MEASURES = Measures.NAMES;

  private final Tree.Mapping root;
  private final List<Parameter> own;
  private final List<String> presets;
  private final Settings settings;
  private final NamedFiles files;
  private final List<Problem> problems;

  ScenarioReader(
      Tree.Mapping root,
      List<Parameter> own,
      List<String> presets,
      Settings settings,
      NamedFiles files,
      List<Problem> problems) {
    this.files = files;
    this.root = root;
    this.own = own;
    this.presets = presets;
    this.settings = settings;
    this.problems = problems;
  }

  Scenario read() {
    Cells top = cells(root);
    List<NodeSpec> nodes = each("nodes", this::node);
    checkNodes(nodes);
    List<PhaseSpec> phases = phases(nodes);
    List<String> phaseNames = phases.stream().map(PhaseSpec::name).toList();
    LinkReader reader = new LinkReader(own, presets, settings, phaseNames, files);
    NetworkReader.Network network = new NetworkReader(top, nodes, phases, reader).read();
    List<LinkSpec> links = network.links();
    OptionalDouble within = top.quantity("within", Quantity.DURATION, 1, PhaseReader.SPAN_NS_MAX);
    return new Scenario(
        top.text("name", ""),
        top.text("title", ""),
        settings,
        nodes,
        links,
        network.paths(),
        phases,
        each("expectations", this::expectation),
        invariants(top),
        root.get("decisions") == null ? null : each("decisions", cells -> decision(cells, links)),
        within.isPresent() ? OptionalLong.of((long) within.getAsDouble()) : OptionalLong.empty(),
        files);
  }

  private NodeSpec node(Cells cells) {
    NodeRole role =
        word(NodeRole.values(), NodeRole::word, cells.choice("role", NodeRole.words(), "member"));
    List<String> others = role == NodeRole.SERVER ? OF_CLIENTS : OF_SERVERS;
    for (String key : others) {
      if (cells.has(key) && cells.has("role")) {
        cells.wrong(key, "a " + role.word() + " has no " + key);
      }
    }
    int count = (int) cells.quantity("count", Quantity.COUNT, 1, MEMBERS_MAX).orElse(1);
    if (role != NodeRole.MEMBER && count != 1) {
      cells.wrong("count", "a scenario has one " + role.word());
    }
    int dc = (int) cells.quantity("dc", Quantity.COUNT).orElse(1);
    String keys = cells.choice("keys", List.of("exchanged", "provisioned"), "exchanged");
    double life =
        cells.quantity("temporaryKeys", Quantity.DURATION, 1e9, PhaseReader.SPAN_NS_MAX).orElse(0);
    String rules = cells.choice("rules", List.of("field", "strict"), "field");
    return new NodeSpec(
        cells.text("id", ""),
        role,
        count,
        dc,
        keys.equals("provisioned"),
        (int) (life / 1e9),
        rules.equals("strict") ? Rules.STRICT : Rules.FIELD,
        transports(cells, role),
        cells.text("site", ""));
  }

  /** One, or several in the order of liking. */
  private static List<TransportSpec> transports(Cells cells, NodeRole role) {
    if (role == NodeRole.SERVER && (cells.has("transport") || cells.has("secret"))) {
      String key = cells.has("transport") ? "transport" : "secret";
      cells.wrong(key, "a server speaks every transport; its clients choose");
      return List.of(TransportSpec.INTERMEDIATE);
    }
    List<String> names = cells.texts("transport");
    if (!names.isEmpty()) {
      return adaptive(cells, names);
    }
    List<String> known = new ArrayList<>(TransportSpec.names());
    known.add(ADAPTIVE);
    String name = cells.choice("transport", known, "intermediate");
    return name.equals(ADAPTIVE)
        ? adaptive(cells, ADAPTIVE_ORDER)
        : List.of(transport(cells, name, cells.has("secret") ? "secret" : "transport"));
  }

  private static List<TransportSpec> adaptive(Cells cells, List<String> names) {
    List<TransportSpec> specs = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i);
      if (!TransportSpec.names().contains(name)) {
        String hint = Nearest.hint(name, TransportSpec.names());
        cells.wrongItem("transport", i, "unknown transport \"" + name + "\"" + hint);
      } else if (names.indexOf(name) < i) {
        cells.wrongItem("transport", i, "\"" + name + "\" stands here twice");
      } else {
        specs.add(transport(cells, name, "transport"));
      }
    }
    if (cells.has("secret") && names.stream().noneMatch(TransportSpec::needsSecret)) {
      cells.wrong("secret", "none of these transports takes a secret");
    }
    return specs.isEmpty() ? List.of(TransportSpec.INTERMEDIATE) : List.copyOf(specs);
  }

  /** The secret of a node is for those of its transports that need one. */
  private static TransportSpec transport(Cells cells, String name, String blamed) {
    try {
      String secret = cells.text("secret", "");
      boolean none = secret.isEmpty() || !(TransportSpec.needsSecret(name) || isAlone(cells));
      return TransportSpec.named(name, none ? null : ProxySecret.parse(secret));
    } catch (IllegalArgumentException refused) {
      cells.wrong(blamed, String.valueOf(refused.getMessage()));
      return TransportSpec.INTERMEDIATE;
    }
  }

  private static boolean isAlone(Cells cells) {
    return cells.texts("transport").isEmpty();
  }

  private void checkNodes(List<NodeSpec> nodes) {
    List<String> seen = new ArrayList<>();
    List<NodeRole> roles = new ArrayList<>();
    eachWithCells(
        "nodes",
        nodes,
        (cells, node) -> {
          if (seen.contains(node.id())) {
            cells.wrong("id", "two nodes are called \"" + node.id() + "\"");
          }
          if (roles.contains(node.role())) {
            cells.wrong("role", "a second " + node.role().word() + "; a scenario has one");
          }
          seen.add(node.id());
          roles.add(node.role());
        });
    for (NodeRole role : NodeRole.values()) {
      if (!roles.contains(role) && root.entry("nodes") != null) {
        cells(root).wrong("nodes", "no node is a " + role.word());
      }
    }
  }

  private List<PhaseSpec> phases(List<NodeSpec> nodes) {
    List<String> sites = NetworkReader.sites(cells(root));
    List<PhaseSpec> phases = each("phases", cells -> new PhaseReader(cells, nodes, sites).read());
    List<Verb> seen = new ArrayList<>();
    List<String> names = new ArrayList<>();
    eachWithCells(
        "phases",
        phases,
        (cells, phase) -> {
          if (names.contains(phase.name())) {
            cells.wrong("name", "two phases are called \"" + phase.name() + "\"");
          }
          names.add(phase.name());
          if (!phase.verb().isRepeatable() && seen.contains(phase.verb()) && cells.has("do")) {
            cells.wrong("do", "\"" + phase.verb().word() + "\" is done once");
          }
          seen.add(phase.verb());
        });
    return phases;
  }

  /** A frame that is hit; nodes and connections that never are do no harm. */
  private static Decision decision(Cells cells, List<LinkSpec> links) {
    String link = cells.text("link", "");
    List<String> ids = links.stream().map(LinkSpec::id).toList();
    if (ids.stream().noneMatch(id -> link.equals(id) || link.startsWith(id + "."))) {
      cells.wrong("link", "no link is called \"" + link + "\"" + Nearest.hint(link, ids));
    }
    String direction = cells.choice("direction", List.of("up", "down"), "up");
    return new Decision(
        cells.text("node", ""),
        link,
        (int) cells.quantity("connection", Quantity.COUNT).orElse(0),
        direction.equals("up") ? Stream.UPSTREAM : Stream.DOWNSTREAM,
        (long) cells.quantity("frame", Quantity.COUNT).orElse(0),
        cells.text("fault", ""));
  }

  private Expectation expectation(Cells cells) {
    String measure = cells.choice("measure", MEASURES, MEASURES.getFirst());
    OptionalDouble exactly = cells.quantity("equals", Quantity.NUMBER);
    OptionalDouble min = cells.quantity("min", Quantity.NUMBER);
    OptionalDouble max = cells.quantity("max", Quantity.NUMBER);
    boolean bounded = cells.has("min") || cells.has("max");
    if (cells.has("equals") == bounded) {
      cells.wrong("measure", "an expectation has equals, or min, or max, or the last two");
    }
    if (min.isPresent() && max.isPresent() && min.getAsDouble() > max.getAsDouble()) {
      cells.wrong("min", "nothing is at least this and at most max");
    }
    return cells.has("equals")
        ? new Expectation(measure, exactly, exactly)
        : new Expectation(measure, min, max);
  }

  private List<Invariant> invariants(Cells top) {
    List<Invariant> invariants = new ArrayList<>();
    List<String> names = top.texts("invariants");
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i);
      if (Invariant.words().contains(name)) {
        invariants.add(word(Invariant.values(), Invariant::word, name));
      } else {
        String hint = Nearest.hint(name, Invariant.words());
        top.wrongItem("invariants", i, "unknown invariant \"" + name + "\"" + hint);
      }
    }
    return invariants;
  }

  private <T> List<T> each(String chapter, Function<Cells, T> reader) {
    return cells(root).each(chapter).stream().map(reader).toList();
  }

  private <T> void eachWithCells(String chapter, List<T> values, BiConsumer<Cells, T> check) {
    List<Cells> cells = cells(root).each(chapter);
    for (int i = 0; i < values.size(); i++) {
      check.accept(cells.get(i), values.get(i));
    }
  }

  private Cells cells(Tree.Mapping mapping) {
    return new Cells(mapping, settings::text, problems);
  }

  static String unknownNode(String id, List<NodeSpec> nodes) {
    List<String> ids = nodes.stream().map(NodeSpec::id).toList();
    return String.format(Locale.ROOT, "no node is called \"%s\"%s", id, Nearest.hint(id, ids));
  }

  private static <T> T word(T[] all, Function<T, String> name, String word) {
    return Arrays.stream(all).filter(one -> name.apply(one).equals(word)).findFirst().orElseThrow();
  }
}
