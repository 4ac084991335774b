package io.mtlab.scenario.engine;

import static java.util.Objects.requireNonNull;

import io.mtlab.scenario.engine.way.Networks;
import io.mtlab.scenario.measure.Measurements;
import io.mtlab.scenario.measure.Verdict;
import io.mtlab.scenario.measure.Verdict.Stop;
import io.mtlab.scenario.model.ScenarioException;
import io.mtlab.scenario.report.ReportFiles;
import io.mtlab.scenario.report.RunReport;
import io.mtlab.scenario.serve.EnvironmentException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Plays a scenario, measures it and writes its reports. */
public final class Engine {
  /** How long an interrupted run may take to end and to write what it knows. */
  private static final int LAST_WORDS_SECONDS_MAX = 30;

  private static final double NS_PER_SECOND = 1e9;

  private final String version;
  private final Watcher watcher;

  /**
   * An engine.
   *
   * @param version of mtlab and Java, for the report
   * @param watcher told how far a run is
   */
  public Engine(String version, Watcher watcher) {
    this.version = version;
    this.watcher = watcher;
  }

  /**
   * Runs an order. An interrupted run (Ctrl-C) is reported too.
   *
   * @param reader is shown the report, also while this process is being ended
   * @throws ScenarioException when the order makes no sense; nothing has run
   * @throws EnvironmentException when the machine lacks something
   */
  public RunReport run(Order order, Consumer<RunReport> reader)
      throws ScenarioException, EnvironmentException, IOException, InterruptedException {
    Preflight.checkUse(order);
    Preflight.checkMachine(order);
    ReportFiles files = new ReportFiles(folder(order.folder()));
    files.forget();
    Files.writeString(files.scenario(), order.source());
    order.scenario().files().copyTo(files.folder());
    CountDownLatch over = new CountDownLatch(1);
    try (Play play =
        new Play(order, watcher, Files.newOutputStream(files.trace()), Capturing.of(order))) {
      Thread interruption = new Thread(() -> interrupted(play.end(), over), "interruption");
      Runtime.getRuntime().addShutdownHook(interruption);
      try {
        RunReport report = played(order, files, play);
        reader.accept(report);
        return report;
      } finally {
        over.countDown();
        forget(interruption);
      }
    } catch (IOException e) {
      throw EnvironmentException.of("cannot write into " + order.folder(), e);
    } catch (UncheckedIOException e) {
      throw EnvironmentException.of(
          "cannot write into " + order.folder(), requireNonNull(e.getCause()));
    }
  }

  private static Path folder(Path wanted) throws EnvironmentException {
    try {
      return Files.createDirectories(wanted);
    } catch (IOException e) {
      throw EnvironmentException.of("cannot make the folder " + wanted + " for the run", e);
    }
  }

  private RunReport played(Order order, ReportFiles files, Play play)
      throws EnvironmentException, IOException, InterruptedException {
    Instant startedAt = Instant.now();
    long began = System.nanoTime();
    Ground ground =
        order.virtual() ? new VirtualGround(order, play.capturing()) : new RealGround(order);
    try {
      ground.play(play);
    } catch (EnvironmentException lacking) {
      // Ctrl-C ends what is still starting, too, and is no fault of the machine.
      if (play.end().how() != Stop.INTERRUPTED) {
        throw lacking;
      }
    } catch (RuntimeException bug) {
      write(bug, files.error());
      play.end().set(Stop.BROKEN, "The laboratory failed, see error.txt: " + bug.getMessage());
    }
    List<String> notes = new ArrayList<>(ground.notes());
    notes.addAll(GivenDecisions.notes(play.script()));
    notes.addAll(play.capturing().end());
    Measurements measured = play.measure().measurements();
    Verdict verdict = verdict(order, play.end(), measured);
    play.over(verdict.exitCode().outcome());
    double seconds = Math.round((System.nanoTime() - began) / NS_PER_SECOND * 1000) / 1000.0;
    RunReport.Facts facts =
        new RunReport.Facts(
            order.scenario().title(),
            Networks.words(order.scenario()),
            startedAt,
            seconds,
            order.command(),
            version,
            notes);
    RunReport report = new RunReport(measured, verdict, facts);
    files.write(report);
    return report;
  }

  private static Verdict verdict(Order order, End end, Measurements measured) {
    Stop how = end.how();
    return Verdict.of(order.scenario(), measured, how == null ? Stop.BROKEN : how, end.remark());
  }

  private static void interrupted(End end, CountDownLatch over) {
    end.set(Stop.INTERRUPTED, "The run was interrupted; this is what was known until then.");
    try {
      boolean written = over.await(LAST_WORDS_SECONDS_MAX, TimeUnit.SECONDS);
      if (!written) {
        System.err.println("mtlab: the interrupted run did not end in time; no report");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void forget(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // It runs already, and lets go now.
      return;
    }
  }

  private static void write(RuntimeException bug, Path file) throws IOException {
    try (PrintWriter writer = new PrintWriter(Files.newBufferedWriter(file))) {
      bug.printStackTrace(writer);
    }
  }
}
