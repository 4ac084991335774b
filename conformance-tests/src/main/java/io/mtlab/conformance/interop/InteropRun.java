package io.mtlab.conformance.interop;

import io.mtlab.conformance.implementation.Implementation;
import io.mtlab.conformance.implementation.ImplementationException;
import io.mtlab.conformance.implementation.Installer;
import io.mtlab.conformance.implementation.Manifest;
import io.mtlab.conformance.implementation.ShimProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Runs the cells of some implementations, several at a time. */
public final class InteropRun {
  private static final int UNKNOWN_CASE_SECONDS = 20;

  private final Installer installer;
  private final Servers servers;
  private final int parallel;
  private final Consumer<? super CellResult> done;

  /**
   * A run.
   *
   * @param parallel how many cells run at once
   * @param done is told each result as it comes, on a thread of the run
   */
  public InteropRun(
      Installer installer, Servers servers, int parallel, Consumer<? super CellResult> done) {
    this.installer = installer;
    this.servers = servers;
    this.parallel = parallel;
    this.done = done;
  }

  /**
   * Runs every chosen transport of every implementation; all of them must be installable.
   *
   * @throws ImplementationException when one cannot be installed
   */
  public InteropReport run(List<Implementation> implementations, Predicate<String> chosen)
      throws ImplementationException, IOException, InterruptedException {
    Map<Implementation, Path> places = new LinkedHashMap<>();
    for (Implementation each : implementations) {
      places.put(each, installer.install(each));
    }
    long began = System.nanoTime();
    ExecutorService workers = Executors.newFixedThreadPool(parallel);
    try {
      List<Future<CellResult>> running = new ArrayList<>();
      int number = 0;
      for (Map.Entry<Implementation, Path> each : places.entrySet()) {
        String odd = oddity(each.getKey(), each.getValue());
        for (String transport : each.getKey().manifest().transports()) {
          if (chosen.test(transport)) {
            Cell cell = new Cell(each.getKey(), transport);
            int own = ++number;
            Path place = each.getValue();
            running.add(
                workers.submit(
                    () -> odd.isEmpty() ? run(cell, place, own) : CellResult.broken(cell, odd)));
          }
        }
      }
      List<CellResult> results = new ArrayList<>();
      for (Future<CellResult> one : running) {
        results.add(one.get());
      }
      return new InteropReport(results, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began));
    } catch (ExecutionException e) {
      throw new IllegalStateException("a cell has no result", e);
    } finally {
      workers.shutdownNow();
    }
  }

  private CellResult run(Cell cell, Path place, int number) throws InterruptedException {
    CellResult result;
    try {
      result =
          cell.implementation().manifest().role() == Manifest.Role.CLIENT
              ? new CellRun(cell, place, number).run(servers)
              : new ServerCellRun(cell, place).run();
    } catch (IOException | RuntimeException e) {
      result = CellResult.broken(cell, e.toString());
    }
    done.accept(result);
    return result;
  }

  /**
   * Whether it answers a case that cannot exist by "unsupported": who does not would call anything
   * a success. Empty if all is well.
   */
  private static String oddity(Implementation what, Path place)
      throws IOException, InterruptedException {
    String unknown = "case-" + Long.toHexString(new SplittableRandom().nextLong());
    Map<String, String> environment =
        Map.of("MTLAB_CONTRACT", CellRun.CONTRACT, "MTLAB_CASE", unknown);
    try (ShimProcess process = ShimProcess.start(what, place, environment, _ -> {})) {
      if (!process.awaitEnd(UNKNOWN_CASE_SECONDS)) {
        return "does not end when it is given a case that does not exist";
      }
      return process.exitCode() == ShimProcess.UNSUPPORTED
          ? ""
          : "exits with "
              + process.exitCode()
              + " instead of "
              + ShimProcess.UNSUPPORTED
              + " when it is given a case that does not exist: "
              + String.join(" | ", process.lastLines());
    }
  }
}
