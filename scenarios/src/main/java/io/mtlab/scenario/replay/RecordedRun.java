package io.mtlab.scenario.replay;

import io.mtlab.scenario.measure.TraceReader;
import io.mtlab.scenario.model.Scenario;
import io.mtlab.scenario.model.ScenarioException;
import io.mtlab.scenario.model.ScenarioFile;
import io.mtlab.scenario.report.ReportFiles;
import io.mtlab.scenario.serve.EnvironmentException;
import io.mtlab.simulator.network.profile.Presets;
import io.mtlab.simulator.trace.TraceEvent;
import io.mtlab.simulator.trace.TraceEvent.Decision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A run that left its folder.
 *
 * @param folder where it lies
 * @param file the scenario as it was written
 * @param parameters what was chosen, defaults included
 * @param seed all chance that was not about frames comes from here again
 * @param virtual whether it was played in virtual time
 * @param decisions what happened to frames, in the order of time
 * @param outcome how it ended; empty if it was killed
 */
public record RecordedRun(
    Path folder,
    ScenarioFile file,
    SequencedMap<String, String> parameters,
    long seed,
    boolean virtual,
    List<Decision> decisions,
    String outcome) {
  /** Faults that concern single frames; those of streams come and go by the clock. */
  private static final Set<String> OF_FRAMES =
      Set.of("loss", "corrupt", "duplicate", "replay", "reorder", "inject");

  /** What a trace says of its run. */
  private static final class Told {
    final List<Decision> decisions = new ArrayList<>();
    TraceEvent.@Nullable Run run;
    String outcome = "";
    String lacks = "";

    void hears(TraceEvent event) {
      switch (event) {
        case TraceEvent.Run first -> run = first;
        case Decision decision when OF_FRAMES.contains(decision.fault()) -> decisions.add(decision);
        case TraceEvent.Decisions sum
            when sum.counts().sequencedKeySet().stream().anyMatch(OF_FRAMES::contains) ->
            lacks = "so much happened to its frames that it was only counted";
        case TraceEvent.Truncated _ -> lacks = "its trace was cut at its limit";
        case TraceEvent.End end -> outcome = end.outcome();
        default -> {
          // What nodes did follows from the rest.
        }
      }
    }
  }

  /**
   * Reads the folder of a run.
   *
   * @throws EnvironmentException if it is none, or does not hold what a repetition needs
   * @throws ScenarioException if its scenario is not right
   */
  public static RecordedRun read(Path folder)
      throws EnvironmentException, ScenarioException, IOException {
    ReportFiles files = new ReportFiles(folder);
    for (Path file : List.of(files.scenario(), files.trace())) {
      if (!Files.isRegularFile(file)) {
        throw new EnvironmentException(
            folder + " is not the folder of a run: it has no file " + file.getFileName());
      }
    }
    Told told = new Told();
    TraceReader.read(files.trace(), (_, event) -> told.hears(event));
    TraceEvent.Run run = told.run;
    if (run == null || !told.lacks.isEmpty()) {
      String why = run == null ? "its trace does not say what was run" : told.lacks;
      throw new EnvironmentException("the run in " + folder + " cannot be repeated: " + why);
    }
    return new RecordedRun(
        folder,
        ScenarioFile.read(files.scenario(), Presets.names()),
        run.parameters(),
        run.seed(),
        run.time().equals("virtual"),
        List.copyOf(told.decisions),
        told.outcome);
  }

  /** The scenario with the parameters of the run, and what happened to its frames. */
  public Scenario scenario() throws ScenarioException {
    return file.resolve(parameters).withDecisions(decisions);
  }

  /** The text of a scenario that needs nothing else to be this run with these decisions only. */
  public String with(List<Decision> few) {
    String remark = "What was left of a run with seed " + seed + ".";
    return ShrunkScenario.text(file.source(), parameters, few, remark);
  }
}
