package io.mtlab.simulator.toxiproxy.backend;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A real server as a child of this process; it ends with it, however that happens. */
public final class ProcessBackend implements Backend {
  /** Another program may take the free port first; not so often in a row. */
  private static final int TRIES_MAX = 5;

  private static final int END_SECONDS_MAX = 5;

  private final Process process;
  private final Watchdog watchdog;
  private final Path log;
  private final InetSocketAddress api;
  private final String version;
  private final Thread atExit;

  private ProcessBackend(
      Process process, Watchdog watchdog, Path log, InetSocketAddress api, String version) {
    this.process = process;
    this.watchdog = watchdog;
    this.log = log;
    this.api = api;
    this.version = version;
    this.atExit = new Thread(this::end, "toxiproxy-end");
    Runtime.getRuntime().addShutdownHook(atExit);
  }

  /**
   * Starts it on a free port of the loopback address; it answers when this returns.
   *
   * @param more further arguments of the program
   */
  public static ProcessBackend start(ToxiproxyBinary binary, List<String> more)
      throws BackendException, InterruptedException {
    BackendException last = new BackendException("never tried");
    for (int i = 0; i < TRIES_MAX; i++) {
      try {
        return started(binary, more);
      } catch (IOException e) {
        last = new BackendException(binary.file() + " does not start: " + e.getMessage(), e);
      }
    }
    throw last;
  }

  private static ProcessBackend started(ToxiproxyBinary binary, List<String> more)
      throws IOException, InterruptedException {
    InetSocketAddress api = FreePort.take();
    List<String> command = new ArrayList<>();
    command.add(binary.file().toString());
    command.addAll(List.of("-host", FreePort.host(api), "-port", "" + api.getPort()));
    command.addAll(more);
    Path log = Files.createTempFile("toxiproxy", ".log");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().put("LOG_LEVEL", "error");
    Process process = builder.start();
    Watchdog watchdog = Watchdog.over(process);
    ProcessBackend ready = null;
    try {
      String version = VersionProbe.await(api, process::isAlive);
      ready = new ProcessBackend(process, watchdog, log, api, version);
      return ready;
    } catch (IOException e) {
      String words = ToxiproxyBinary.lastWords(log);
      throw words.isEmpty() ? e : new IOException(words, e);
    } finally {
      if (ready == null) {
        watchdog.close();
        process.destroyForcibly();
        Files.deleteIfExists(log);
      }
    }
  }

  @Override
  public BackendKind kind() {
    return BackendKind.PROCESS;
  }

  @Override
  public InetSocketAddress api() {
    return api;
  }

  @Override
  public String version() {
    return version;
  }

  /** The process, for what it has cost. */
  public long pid() {
    return process.pid();
  }

  @Override
  public void close() {
    end();
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException e) {
      // The process is being ended, and has run it.
      return;
    }
  }

  private void end() {
    watchdog.close();
    process.destroy();
    try {
      if (!process.waitFor(END_SECONDS_MAX, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
      Files.deleteIfExists(log);
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      // A log in the temporary folder stays.
      return;
    }
  }
}
