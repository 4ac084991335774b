package io.mtlab.scenario.cli;

import io.mtlab.scenario.measure.ExitCode;
import io.mtlab.scenario.model.Scenario;
import io.mtlab.scenario.model.ScenarioException;
import io.mtlab.scenario.replay.RecordedRun;
import io.mtlab.scenario.replay.Shrink;
import io.mtlab.scenario.serve.EnvironmentException;
import io.mtlab.simulator.network.Stream;
import io.mtlab.simulator.trace.TraceEvent.Decision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code mtlab shrink}: the few lost, repeated or late frames that make a run fail. */
@Command(
    name = "shrink",
    description = {
      "Finds the few frames that make a run fail.",
      "Takes a run that failed, and looks in virtual time for the smallest list of frames that"
          + " were lost, repeated, changed or overtaken and still makes it fail. Writes it as a"
          + " scenario."
    },
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  mtlab run mine.yaml --set loss=5%% --out runs/failed     fails",
      "  mtlab shrink runs/failed                                which frames it takes",
      "  mtlab run runs/failed/shrunk.yaml --time virtual        these and no others",
      "",
      "Exit codes: 0 shrunk, 4 not the folder of a run, 6 no failure in virtual time,",
      "            130 interrupted: the smallest list so far is written"
    })
final class ShrinkCommand implements Callable<Integer> {
  private static final int TRIES_MAX = 100_000;
  private static final int LAST_RUN_SECONDS_MAX = 60;

  private final Console console;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "DIR", description = "The folder that the run left.")
  private Path folder = Path.of("");

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Where the scenario goes. Default: DIR/shrunk.yaml.")
  private @Nullable Path out;

  @Option(
      names = "--tries",
      paramLabel = "COUNT",
      description = "So many runs at the most. Default: ${DEFAULT-VALUE}.",
      defaultValue = "1000")
  private int triesMax = 1000;

  private volatile boolean stopped;

  ShrinkCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws ScenarioException, EnvironmentException, IOException {
    if (triesMax < 1 || triesMax > TRIES_MAX) {
      throw new ParameterException(
          spec.commandLine(), "--tries takes a number from 1 to " + TRIES_MAX);
    }
    RecordedRun run = RecordedRun.read(folder);
    CountDownLatch over = new CountDownLatch(1);
    Thread interruption = new Thread(() -> interrupted(over), "interruption");
    Runtime.getRuntime().addShutdownHook(interruption);
    try {
      return shrunk(run);
    } finally {
      over.countDown();
      if (!stopped) {
        Runtime.getRuntime().removeShutdownHook(interruption);
      }
    }
  }

  private int shrunk(RecordedRun run) throws ScenarioException, IOException {
    long began = System.nanoTime();
    Scenario scenario = run.file().resolve(run.parameters());
    Shrink shrink = new Shrink(scenario, run.seed(), triesMax, this::progress, () -> stopped);
    Optional<Shrink.Result> found = shrink.of(run.decisions());
    if (console.terminal()) {
      console.status("");
    }
    if (found.isEmpty()) {
      console.out().println(notThere(run));
      return ExitCode.EXPECTATION_MISSED.code();
    }
    Path file = out == null ? folder.resolve("shrunk.yaml") : out;
    Files.writeString(file, run.with(found.get().decisions()));
    scenario.files().copyTo(file.resolveSibling(""));
    show(found.get(), (System.nanoTime() - began) / 1e9);
    console.out().println("written to " + file + "; repeat it:");
    console.out().println("  ./mtlab run " + file + " --time virtual --seed " + run.seed());
    return stopped ? ExitCode.INTERRUPTED.code() : ExitCode.OK.code();
  }

  /** The run that is being played ends first; what was found until then is written. */
  private void interrupted(CountDownLatch over) {
    stopped = true;
    try {
      if (!over.await(LAST_RUN_SECONDS_MAX, TimeUnit.SECONDS)) {
        System.err.println("mtlab: the last run did not end in time; nothing is written");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String notThere(RecordedRun run) {
    return run.outcome().equals("passed")
        ? "This run passed, and passes in virtual time: there is nothing to shrink."
        : "The failure does not show in virtual time, neither with the decisions of the run nor"
            + " with its seed: frames are not what it takes, or time is. Look at its report.";
  }

  private void progress(int tries, int size, boolean fails) {
    String line =
        String.format(
            Locale.ROOT, "run %d: %d decisions, %s", tries, size, fails ? "fails" : "passes");
    if (console.terminal()) {
      console.status(line);
    } else if (fails) {
      console.err().println(line);
    }
  }

  private void show(Shrink.Result found, double seconds) {
    int size = found.decisions().size();
    String sum =
        size == 0
            ? "It fails whatever happens to frames"
            : found.all() + " decisions about frames; " + size + " of them are enough";
    console.out().printf(Locale.ROOT, "%s (%d runs, %.1f s)%n", sum, found.tries(), seconds);
    found.decisions().forEach(each -> console.out().println("  " + words(each)));
    found.troubles().forEach(each -> console.out().println("  still fails: " + each));
    if (!found.minimal()) {
      String why = stopped ? "interrupted" : "--tries were used up";
      console.out().println("  " + why + ": perhaps fewer are enough");
    }
  }

  private static String words(Decision decision) {
    boolean up = decision.stream() == Stream.UPSTREAM;
    return decision.fault()
        + " of frame "
        + decision.index()
        + (up ? " from " : " to ")
        + decision.node()
        + ", connection "
        + decision.connection()
        + " over "
        + decision.link();
  }
}
