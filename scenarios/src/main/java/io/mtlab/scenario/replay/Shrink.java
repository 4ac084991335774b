package io.mtlab.scenario.replay;

import io.mtlab.scenario.engine.Order;
import io.mtlab.scenario.engine.Rehearsal;
import io.mtlab.scenario.measure.ExitCode;
import io.mtlab.scenario.measure.Verdict;
import io.mtlab.scenario.model.Scenario;
import io.mtlab.scenario.model.ScenarioException;
import io.mtlab.simulator.toxiproxy.backend.BackendChoice;
import io.mtlab.simulator.trace.TraceEvent.Decision;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** Finds the few things that happened to frames and made a run fail, in virtual time. */
public final class Shrink {
  /** Hears how far it is. */
  @FunctionalInterface
  public interface Progress {
    /** So many were tried; the last part had this size and failed or not. */
    void tried(int tries, int size, boolean fails);
  }

  /**
   * What was found.
   *
   * @param all how many decisions about frames the failing run had
   * @param decisions the few that are enough
   * @param troubles what they make fail, each in words
   * @param tries how many runs it took
   * @param minimal whether each of them is needed
   */
  public record Result(
      int all, List<Decision> decisions, List<String> troubles, int tries, boolean minimal) {}

  private final Scenario scenario;
  private final long seed;
  private final int triesMax;
  private final Progress progress;
  private final BooleanSupplier stopped;
  private int tries;

  /**
   * A scenario to shrink.
   *
   * @param triesMax so many runs at the most
   * @param stopped asked before each run, whether what was found so far is enough
   */
  public Shrink(
      Scenario scenario, long seed, int triesMax, Progress progress, BooleanSupplier stopped) {
    this.scenario = scenario;
    this.seed = seed;
    this.triesMax = triesMax;
    this.progress = progress;
    this.stopped = stopped;
  }

  /**
   * Shrinks what happened in a run.
   *
   * @param recorded the decisions of the run; its scenario's own chance is tried as well, since
   *     over sockets frames are cut and counted otherwise
   * @return empty if it does not fail in virtual time
   */
  public Optional<Result> of(List<Decision> recorded) throws ScenarioException, IOException {
    for (Scenario one : List.of(scenario.withDecisions(recorded), scenario)) {
      Rehearsal first = played(one);
      List<String> troubles = troubles(first.verdict());
      progress.tried(++tries, first.decisions().size(), !troubles.isEmpty());
      if (!troubles.isEmpty()) {
        return Optional.of(shrunk(first.decisions(), troubles));
      }
    }
    return Optional.empty();
  }

  private Result shrunk(List<Decision> all, List<String> troubles) throws IOException {
    Shrinking.Found<Decision> found =
        new Shrinking<Decision>(triesMax, stopped).shrink(all, part -> fails(part, troubles));
    return new Result(all.size(), found.part(), verdictOf(found.part()), tries, found.minimal());
  }

  private boolean fails(List<Decision> part, List<String> troubles) throws IOException {
    boolean fails = verdictOf(part).stream().anyMatch(troubles::contains);
    progress.tried(++tries, part.size(), fails);
    return fails;
  }

  private List<String> verdictOf(List<Decision> part) throws IOException {
    try {
      return troubles(played(scenario.withDecisions(part)).verdict());
    } catch (ScenarioException e) {
      throw new IllegalStateException("was right with all decisions", e);
    }
  }

  private Rehearsal played(Scenario one) throws ScenarioException, IOException {
    return Rehearsal.of(
        new Order(
            one, seed, true, false, BackendChoice.EMBEDDED, false, Path.of("unused"), "", ""));
  }

  /** What the run missed or broke; nothing if it passed, or says nothing about the protocol. */
  private static List<String> troubles(Verdict verdict) {
    if (verdict.exitCode() != ExitCode.RULE_BROKEN
        && verdict.exitCode() != ExitCode.EXPECTATION_MISSED) {
      return List.of();
    }
    List<String> checks =
        Stream.concat(verdict.invariants().stream(), verdict.expectations().stream())
            .filter(check -> !check.passed())
            .map(Verdict.Check::words)
            .toList();
    return checks.isEmpty() ? List.of("the run was out of time") : checks;
  }
}
