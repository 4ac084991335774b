package io.mtlab.scenario.engine;

import io.mtlab.scenario.measure.Trial;
import io.mtlab.scenario.model.NodeRole;
import io.mtlab.scenario.model.Scenario;
import io.mtlab.scenario.model.Scenario.NodeSpec;
import io.mtlab.scenario.model.Scenario.PhaseSpec;
import io.mtlab.scenario.model.Verb;
import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What the user wants played.
 *
 * @param scenario the scenario, filled in
 * @param seed repeats the run
 * @param virtual in virtual time instead of over sockets
 * @param inProcess keeps the server in this process, for debugging; real time only
 * @param toxiproxy the API of a real Toxiproxy to use; null for the embedded one
 * @param folder where trace and reports go
 * @param command what repeats the run, for the report
 */
public record Order(
    Scenario scenario,
    long seed,
    boolean virtual,
    boolean inProcess,
    @Nullable URI toxiproxy,
    Path folder,
    String command) {

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
    return new Trial(members().id(), members().count(), posts);
  }
}
