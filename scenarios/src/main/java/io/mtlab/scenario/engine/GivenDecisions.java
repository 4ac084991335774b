package io.mtlab.scenario.engine;

import io.mtlab.scenario.model.NodeRole;
import io.mtlab.simulator.network.Script;
import io.mtlab.simulator.trace.TraceEvent.Decision;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A scenario's decisions about frames, as the network takes them: by the numbers of nodes. */
final class GivenDecisions {
  private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,8}");

  private GivenDecisions() {}

  /** The script of an order; null for chance. */
  static @Nullable Script of(Order order) {
    List<Decision> given = order.scenario().decisions();
    return given == null
        ? null
        : new Script(given.stream().map(decision -> hit(order, decision)).toList());
  }

  private static Script.Hit hit(Order order, Decision decision) {
    return new Script.Hit(
        decision.link(),
        node(order, decision.node()),
        decision.connection(),
        decision.stream(),
        decision.fault(),
        decision.index());
  }

  /** The number of a node; one that no client has for a name that none has. */
  private static int node(Order order, String name) {
    if (name.equals(order.scenario().node(NodeRole.POSTER).id())) {
      return Clients.POSTER;
    }
    String group = order.members().id() + "-";
    String number = name.startsWith(group) ? name.substring(group.length()) : "";
    return NUMBER.matcher(number).matches() ? Clients.node(Integer.parseInt(number)) : -1;
  }

  /** What the report says of it. */
  static List<String> notes(@Nullable Script script) {
    return script == null
        ? List.of()
        : List.of(
            "What happened to frames was given: "
                + script.played()
                + " of "
                + script.size()
                + " decisions came to their frames.");
  }
}
