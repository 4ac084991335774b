package io.mtlab.scenario.model;

import io.mtlab.mtproto.machine.Time;
import io.mtlab.mtproto.transport.TransportSpec;
import io.mtlab.scenario.model.Scenario.NodeSpec;
import io.mtlab.scenario.model.Scenario.PhaseSpec;
import io.mtlab.scenario.model.Scenario.Turns;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** One mapping to a {@link PhaseSpec}: who does what, or what becomes of the network. */
final class PhaseReader {
  private static final double VISIT_NS_MIN = 1e9;
  private static final double RATE_MIN = 1.0 / 3600;
  private static final double RATE_MAX = 1e6;
  private static final double POSTS_MAX = 1e6;

  /** No phase takes longer, and no schedule: a year. */
  static final double SPAN_NS_MAX = 366.0 * 24 * Time.HOUR;

  private final Cells cells;
  private final List<NodeSpec> nodes;
  private final List<String> sites;
  private final Verb verb;
  private final @Nullable NodeSpec node;

  PhaseReader(Cells cells, List<NodeSpec> nodes, List<String> sites) {
    this.cells = cells;
    this.nodes = nodes;
    this.sites = sites;
    String word = cells.choice("do", Verb.words(), Verb.HEAL.word());
    this.verb =
        Arrays.stream(Verb.values())
            .filter(one -> one.word().equals(word))
            .findFirst()
            .orElseThrow();
    this.node = known(cells.text("node", ""));
  }

  /** What an unknown verb would need nobody can say: then only the verb is told. */
  PhaseSpec read() {
    boolean known = Verb.words().contains(cells.text("do", verb.word()));
    return known
        ? phase()
        : new PhaseSpec(cells.text("name", ""), "", "", "", verb, 0, 0, Turns.NONE, "", 0, 0);
  }

  private PhaseSpec phase() {
    checkNode();
    checkTransport();
    checkSite();
    if (cells.has("link") && !verb.ofNetwork()) {
      wrong("link", "has no link");
    }
    OptionalDouble rate = rate();
    int count =
        (int)
            cells.quantity("count", Quantity.COUNT, 1, POSTS_MAX).orElse(verb == Verb.POST ? 1 : 0);
    if (verb != Verb.POST && cells.has("count")) {
      wrong("count", "has no count");
    }
    if (rate.isPresent() && count / rate.getAsDouble() * Time.SECOND > SPAN_NS_MAX) {
      cells.wrong("rate", "so many posts at this rate take more than a year");
    }
    Turns turns = turns();
    double away = cells.quantity("for", Quantity.DURATION, 0, SPAN_NS_MAX).orElse(0);
    if (verb != Verb.RESTART && cells.has("for")) {
      cells.wrong("for", "only restart is for a time, not \"" + verb.word() + "\"");
    }
    return new PhaseSpec(
        cells.text("name", ""),
        cells.text("node", ""),
        cells.text("transport", ""),
        cells.text("link", ""),
        verb,
        rate.orElse(0),
        count,
        turns,
        cells.text("to", ""),
        (long) away,
        (long) cells.quantity("within", Quantity.DURATION, 0, SPAN_NS_MAX).orElse(0));
  }

  private OptionalDouble rate() {
    if (verb.paced() && !cells.has("rate")) {
      wrong("do", "needs a rate");
    } else if (!verb.paced() && cells.has("rate")) {
      wrong("rate", "has no rate");
      return OptionalDouble.empty();
    }
    return cells.quantity("rate", Quantity.RATE, RATE_MIN, RATE_MAX);
  }

  private Turns turns() {
    boolean taken = verb == Verb.TAKE_TURNS;
    for (String key : List.of("online", "visit")) {
      if (taken && !cells.has(key)) {
        wrong("do", "needs " + (key.equals("online") ? "an online share" : "a visit"));
      } else if (!taken && cells.has(key)) {
        wrong(key, "has no turns");
      }
    }
    double online = cells.quantity("online", Quantity.PERCENT).orElse(1);
    if (taken && (online <= 0 || online > 1)) {
      cells.wrong("online", "the share online is above 0% and at most 100%");
    }
    double visit = cells.quantity("visit", Quantity.DURATION, 0, SPAN_NS_MAX).orElse(SPAN_NS_MAX);
    if (cells.has("visit") && visit < VISIT_NS_MIN) {
      cells.wrong("visit", "a visit lasts a second at least");
    }
    return taken ? new Turns(online, (long) visit) : Turns.NONE;
  }

  private void checkNode() {
    NodeRole role = verb.role();
    if (!cells.has("node")) {
      if (role != null && cells.has("do")) {
        wrong("do", "needs a node");
      }
    } else if (node == null) {
      cells.wrong("node", ScenarioReader.unknownNode(cells.text("node", ""), nodes));
    } else if (role != null && node.role() != role && cells.has("do")) {
      wrong(
          "do",
          "is done by a " + role.word() + "; \"" + node.id() + "\" is a " + node.role().word());
    } else if (role == null && node.role() == NodeRole.SERVER) {
      wrong("node", "concerns clients; \"" + node.id() + "\" is a server");
    }
  }

  /** A network is changed for a transport that somebody whom it concerns may use. */
  private void checkTransport() {
    if (!cells.has("transport")) {
      return;
    }
    if (!verb.ofNetwork()) {
      wrong("transport", "has no transport");
      return;
    }
    List<String> used =
        nodes.stream()
            .filter(one -> node == null || one.id().equals(node.id()))
            .filter(one -> one.role() != NodeRole.SERVER)
            .flatMap(one -> one.transports().stream())
            .map(TransportSpec::name)
            .distinct()
            .toList();
    String transport = cells.text("transport", "");
    if (!used.contains(transport)) {
      cells.wrong(
          "transport",
          String.format(
              Locale.ROOT, "nobody here uses \"%s\", but %s", transport, String.join(", ", used)));
    }
  }

  private void checkSite() {
    if (cells.has("to") && verb != Verb.ROAM) {
      cells.wrong("to", "only roam leads to a site, not \"" + verb.word() + "\"");
    } else if (cells.has("to") && !sites.contains(cells.text("to", ""))) {
      cells.wrong("to", NetworkReader.unknownSite(cells.text("to", ""), sites));
    }
  }

  private void wrong(String key, String what) {
    cells.wrong(key, "\"" + verb.word() + "\" " + what);
  }

  private @Nullable NodeSpec known(String id) {
    return nodes.stream().filter(one -> one.id().equals(id)).findFirst().orElse(null);
  }
}
