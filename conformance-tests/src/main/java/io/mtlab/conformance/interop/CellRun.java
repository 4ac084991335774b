package io.mtlab.conformance.interop;

import io.mtlab.conformance.implementation.ShimProcess;
import io.mtlab.conformance.implementation.Step;
import io.mtlab.conformance.implementation.StepResult;
import io.mtlab.mtproto.transport.Padding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/** Runs one cell of a client: its process against a server of its own. */
final class CellRun {
  static final String CASE = "interop";
  static final String CONTRACT = "1";

  private final Cell cell;
  private final Path place;
  private final int number;
  private final List<StepResult> steps = new ArrayList<>();

  /**
   * A cell to run.
   *
   * @param place where the implementation was installed
   * @param number makes its phone number and its bot one that no other cell has
   */
  CellRun(Cell cell, Path place, int number) {
    this.cell = cell;
    this.place = place;
    this.number = number;
  }

  CellResult run(Servers servers) throws IOException, InterruptedException {
    Path key = Files.createTempFile("mtlab-interop-", ".pem");
    try (Servers.Server server = open(servers)) {
      Files.writeString(key, server.publicKey());
      return run(server, key);
    } finally {
      Files.delete(key);
    }
  }

  private Servers.Server open(Servers servers) throws IOException {
    return servers.open(
        cell.transport(), Padding.parse(cell.implementation().manifest().padding()));
  }

  private CellResult run(Servers.Server server, Path key) throws IOException, InterruptedException {
    long began = System.nanoTime();
    int seconds = cell.implementation().manifest().seconds();
    try (ShimProcess process =
        ShimProcess.start(cell.implementation(), place, environment(server, key), this::heard)) {
      boolean inTime = process.awaitEnd(seconds);
      long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
      CellResult.Ending ending =
          new CellResult.Ending(inTime, inTime ? process.exitCode() : 0, millis);
      CellResult.Evidence evidence =
          new CellResult.Evidence(process.lastLines(), server.findings());
      synchronized (steps) {
        return CellResult.of(cell, ending, steps, evidence);
      }
    }
  }

  private Map<String, String> environment(Servers.Server server, Path key) {
    Map<String, String> words = new LinkedHashMap<>();
    words.put("MTLAB_CONTRACT", CONTRACT);
    words.put("MTLAB_CASE", CASE);
    words.put("MTLAB_ROLE", "client");
    words.put("MTLAB_TRANSPORT", cell.transport());
    words.put("MTLAB_HOST", server.host());
    words.put("MTLAB_PORT", Integer.toString(server.port()));
    words.put("MTLAB_DC", Integer.toString(server.dc()));
    words.put("MTLAB_RSA_KEY", key.toString());
    words.put("MTLAB_SECRET", server.secret());
    words.put("MTLAB_PHONE", String.format(Locale.ROOT, "+9996620%03d", number));
    words.put("MTLAB_CODE", server.code());
    words.put("MTLAB_BOT_TOKEN", (100 + number) + ":interop-" + number);
    return words;
  }

  private void heard(JsonNode line) {
    Step step = Step.of(line.path("step").asString("")).orElse(null);
    if (step == null) {
      return;
    }
    StepResult result =
        switch (line.path("outcome").asString("")) {
          case "passed" -> StepResult.passed(step, line.path("ms").asLong(0));
          case "not-offered" -> new StepResult(step, StepResult.Outcome.NOT_OFFERED, 0, "");
          default -> StepResult.failed(step, line.path("reason").asString("no reason given"));
        };
    synchronized (steps) {
      steps.add(result);
    }
  }
}
