package io.mtlab.scenario.engine;

import io.mtlab.scenario.measure.Trial;
import io.mtlab.scenario.model.NodeRole;
import io.mtlab.scenario.model.Scenario;
import io.mtlab.scenario.model.Scenario.NodeSpec;
import io.mtlab.scenario.model.Scenario.PhaseSpec;
import io.mtlab.scenario.model.Verb;
import io.mtlab.simulator.toxiproxy.backend.BackendChoice;
import io.mtlab.simulator.toxiproxy.backend.BackendKind;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the user wants played.
 *
 * @param scenario the scenario, filled in
 * @param seed repeats the run
 * @param virtual in virtual time instead of over sockets
 * @param inProcess keeps the server in this process, for debugging; real time only
 * @param toxiproxy what makes streams late and slow; real time only
 * @param capture writes what went over the wires
 * @param folder where trace and reports go
 * @param source the scenario as it was written, kept beside the trace
 * @param command what repeats the run, for the report
 */
public record Order(
    Scenario scenario,
    long seed,
    boolean virtual,
    boolean inProcess,
    BackendChoice toxiproxy,
    boolean capture,
    Path folder,
    String source,
    String command) {

  /** What stands between the clients and the server. */
  BackendKind backend() {
    return virtual ? BackendKind.VIRTUAL : toxiproxy.kind();
  }

  /** The node of the members. */
  NodeSpec members() {
    return scenario.node(NodeRole.MEMBER);
  }

  /** What the run sets out to do. */
  Trial trial() {
    int posts =
        scenario.phases().stream()
            .filter(phase -> phase.verb() == Verb.POST)
            .mapToInt(PhaseSpec::count)
            .sum();
    Map<String, String> choices = new LinkedHashMap<>();
    scenario.clients().forEach(one -> choices.put(one.id(), one.transports().getFirst().name()));
    return new Trial(members().id(), members().count(), posts, choices);
  }
}
