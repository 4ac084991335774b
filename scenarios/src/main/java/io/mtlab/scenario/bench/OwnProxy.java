package io.mtlab.scenario.bench;

import io.mtlab.scenario.serve.EnvironmentException;
import io.mtlab.scenario.serve.OwnProgram;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** {@code mtlab proxy} as a child: measured as a process of its own, like the real server. */
final class OwnProxy implements AutoCloseable {
  private static final int END_SECONDS_MAX = 10;
  private static final String READY = "listening on ";

  private final Process process;
  private final InetSocketAddress api;
  private final Thread atExit;

  private OwnProxy(Process process, InetSocketAddress api) {
    this.process = process;
    this.api = api;
    this.atExit = new Thread(process::destroyForcibly, "proxy-end");
    Runtime.getRuntime().addShutdownHook(atExit);
  }

  /** Starts it; it answers when this returns. */
  static OwnProxy start() throws IOException, EnvironmentException {
    List<String> arguments =
        List.of("--listen", "127.0.0.1:0", "--seed", "1", "--stop-at-end-of-input");
    Process process =
        new ProcessBuilder(OwnProgram.command("proxy", arguments))
            .redirectErrorStream(true)
            .start();
    StringBuilder words = new StringBuilder();
    BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.startsWith(READY)) {
        int port = Integer.parseInt(line.substring(line.lastIndexOf(':') + 1));
        InetAddress loopback = InetAddress.getLoopbackAddress();
        return new OwnProxy(process, new InetSocketAddress(loopback, port));
      }
      words.append(line).append('\n');
    }
    throw new EnvironmentException("mtlab proxy does not start: " + words);
  }

  Way way() {
    return new Way(api, process.pid());
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(END_SECONDS_MAX, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    } catch (IllegalStateException e) {
      // This process is being ended, and ends the child by itself.
      return;
    }
  }
}
