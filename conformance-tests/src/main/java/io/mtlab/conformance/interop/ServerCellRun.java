package io.mtlab.conformance.interop;

import io.mtlab.conformance.implementation.ShimProcess;
import io.mtlab.conformance.implementation.Step;
import io.mtlab.conformance.implementation.StepResult;
import io.mtlab.mtproto.crypto.RsaPrivateKey;
import io.mtlab.mtproto.crypto.ServerKeys;
import io.mtlab.mtproto.endpoint.ClientSettings;
import io.mtlab.mtproto.endpoint.ClientSettings.LineOptions;
import io.mtlab.mtproto.machine.Address;
import io.mtlab.mtproto.transport.Padding;
import io.mtlab.mtproto.transport.TransportSpec;
import io.mtlab.netty.SecureEntropy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import tools.jackson.databind.JsonNode;

/** Runs one cell of a server: the reference client against its process. */
final class ServerCellRun {
  private static final int DC = 2;
  private static final int READY_SECONDS_MAX = 20;

  private final Cell cell;
  private final Path place;
  private final RsaPrivateKey key = RsaPrivateKey.generate(new SecureEntropy());
  private final CompletableFuture<Address> ready = new CompletableFuture<>();

  ServerCellRun(Cell cell, Path place) {
    this.cell = cell;
    this.place = place;
  }

  CellResult run() throws IOException, InterruptedException {
    Path file = Files.createTempFile("mtlab-interop-", ".pem");
    long began = System.nanoTime();
    try {
      Files.writeString(file, key.toPem());
      try (ShimProcess process =
          ShimProcess.start(cell.implementation(), place, environment(file), this::heard)) {
        List<StepResult> steps = played();
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
        return CellResult.of(
            cell,
            new CellResult.Ending(true, 0, millis),
            steps,
            new CellResult.Evidence(process.lastLines(), List.of()));
      }
    } finally {
      Files.delete(file);
    }
  }

  private List<StepResult> played() throws InterruptedException {
    Address address;
    try {
      address = ready.get(READY_SECONDS_MAX, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      return List.of(StepResult.failed(Step.KEY_EXCHANGE, "the server did not get ready"));
    }
    ClientSettings settings =
        new ClientSettings(
            address,
            TransportSpec.named(cell.transport(), null),
            DC,
            ServerKeys.of(key.publicKey()),
            null,
            ReferenceClient.APP);
    Padding padding = Padding.parse(cell.implementation().manifest().padding());
    LineOptions lines = new LineOptions(padding, false);
    try (ReferenceClient client = new ReferenceClient(settings.withLines(lines))) {
      return client.play();
    }
  }

  private Map<String, String> environment(Path file) {
    Map<String, String> words = new LinkedHashMap<>();
    words.put("MTLAB_CONTRACT", CellRun.CONTRACT);
    words.put("MTLAB_CASE", CellRun.CASE);
    words.put("MTLAB_ROLE", "server");
    words.put("MTLAB_TRANSPORT", cell.transport());
    words.put("MTLAB_DC", Integer.toString(DC));
    words.put("MTLAB_RSA_KEY", file.toString());
    return words;
  }

  private void heard(JsonNode line) {
    if (line.path("event").asString("").equals("ready")) {
      ready.complete(new Address(line.path("host").asString(""), line.path("port").asInt()));
    }
  }
}
