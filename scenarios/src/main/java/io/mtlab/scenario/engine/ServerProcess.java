package io.mtlab.scenario.engine;

import io.mtlab.scenario.serve.EnvironmentException;
import io.mtlab.scenario.serve.OwnProgram;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code mtlab serve} as a child of this process, on its own Java and class path.
 *
 * <p>The child ends when its standard input ends, so it goes when this process goes, however that
 * happens.
 */
final class ServerProcess implements AutoCloseable {
  private static final int READY_SECONDS_MAX = 60;
  private static final int STOP_SECONDS_MAX = 10;
  private static final long LOOK_EVERY_NS = 5_000_000;
  private static final int LINES_KEPT_MAX = 30;

  private final Process process;
  private final CompletableFuture<JsonNode> ready = new CompletableFuture<>();
  private final Deque<String> lastWords = new ArrayDeque<>();
  private final Consumer<JsonNode> stats;

  private ServerProcess(Process process, Consumer<JsonNode> stats) {
    this.process = process;
    this.stats = stats;
    Thread.ofPlatform().daemon().name("server-output").start(this::readOutput);
    Thread.ofPlatform().daemon().name("server-errors").start(this::readErrors);
  }

  /**
   * Starts a server and waits until it is ready.
   *
   * @param arguments behind {@code serve}
   * @param stats told each of the server's {@code stats} lines, on a thread of its own
   * @param givenUp whether nobody waits for it any more
   * @throws EnvironmentException when it does not get ready; the message holds its last words
   */
  static ServerProcess start(
      List<String> arguments, Consumer<JsonNode> stats, BooleanSupplier givenUp)
      throws EnvironmentException, InterruptedException {
    try {
      Process process = new ProcessBuilder(OwnProgram.command("serve", arguments)).start();
      ServerProcess server = new ServerProcess(process, stats);
      server.awaitReady(givenUp);
      return server;
    } catch (IOException e) {
      throw new EnvironmentException("cannot start the server process: " + e.getMessage(), e);
    }
  }

  /** The server's ready line. */
  JsonNode ready() {
    return ready.join();
  }

  /** Writes a line to its input. */
  void tell(String line) throws IOException {
    Writer input = process.outputWriter(StandardCharsets.UTF_8);
    input.write(line + "\n");
    input.flush();
  }

  /** Whether it is still there. */
  boolean isAlive() {
    return process.isAlive();
  }

  /** What it said last on its error output. */
  String lastWords() {
    synchronized (lastWords) {
      return String.join("\n", lastWords);
    }
  }

  /** Tells it to stop, and ends it if it does not. */
  @Override
  public void close() {
    try {
      process.getOutputStream().close();
    } catch (IOException e) {
      // It has gone already; what is left to do is to wait for it.
      process.destroy();
    }
    try {
      if (!process.waitFor(STOP_SECONDS_MAX, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private void awaitReady(BooleanSupplier givenUp)
      throws EnvironmentException, InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(READY_SECONDS_MAX);
    while (!ready.isDone() && System.nanoTime() - end < 0 && !givenUp.getAsBoolean()) {
      LockSupport.parkNanos(LOOK_EVERY_NS);
    }
    if (!ready.isDone() || ready.isCompletedExceptionally()) {
      // Whoever still starts does not listen to its input yet.
      process.destroyForcibly().waitFor();
      throw new EnvironmentException("the server did not get ready: " + lastWords());
    }
  }

  private void readOutput() {
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        said(line);
      }
    } catch (IOException e) {
      keep(e.toString());
    } finally {
      ready.completeExceptionally(new IOException("the server has ended"));
    }
  }

  private void said(String line) {
    try {
      JsonNode event = JsonMapper.shared().readTree(line);
      switch (event.path("event").asString("")) {
        case "ready" -> ready.complete(event);
        case "stats" -> stats.accept(event);
        case "stopped" -> {
          // What it had to say it has said in its last stats line.
        }
        default -> keep(line);
      }
    } catch (JacksonException e) {
      keep(line);
    }
  }

  private void readErrors() {
    try (BufferedReader lines = process.errorReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        keep(line);
      }
    } catch (IOException e) {
      // Whoever is destroyed may close its output under the reader's hands.
      keep(e.toString());
    }
  }

  private void keep(String line) {
    synchronized (lastWords) {
      lastWords.add(line);
      if (lastWords.size() > LINES_KEPT_MAX) {
        lastWords.remove();
      }
    }
  }
}
