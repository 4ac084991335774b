package io.mtlab.scenario.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtlab.scenario.serve.OwnProgram;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** This program as a process of its own, to be interrupted and killed. */
final class ChildProgram implements AutoCloseable {
  private static final int END_SECONDS_MAX = 60;
  private static final int SIGINT = 2;
  private static final Path STATUS = Path.of("/proc/self/status");

  private final Process process;
  private final BufferedReader lines;
  private final List<String> said = new ArrayList<>();

  private ChildProgram(Process process) {
    this.process = process;
    this.lines = process.inputReader(StandardCharsets.UTF_8);
  }

  static ChildProgram start(String command, String... arguments) throws IOException {
    List<String> program = new ArrayList<>(OwnProgram.command(command, List.of(arguments)));
    program.addAll(1, List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")); // starts sooner
    return new ChildProgram(new ProcessBuilder(program).redirectErrorStream(true).start());
  }

  /** Reads until somebody says so; answers the line. */
  String awaitLine(String part) throws IOException {
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      said.add(line);
      if (line.contains(part)) {
        return line;
      }
    }
    throw new AssertionError("\"" + part + "\" was never said, but " + said);
  }

  /** Waits until it has begun to start a child. */
  void awaitChild() {
    while (process.isAlive() && process.children().findAny().isEmpty()) {
      Thread.onSpinWait();
    }
  }

  /** Its children, and theirs. */
  List<ProcessHandle> descendants() {
    return process.descendants().toList();
  }

  /**
   * Ctrl-C; where a build in the background has switched that off for its children, the signal that
   * asks a process to end.
   *
   * @return the exit code of a program that such a signal ends
   */
  int interrupt() throws IOException, InterruptedException {
    boolean heard = !ignoresSigint();
    String signal = heard ? "-INT" : "-TERM";
    List<String> kill = List.of("kill", signal, Long.toString(process.pid()));
    assertThat(new ProcessBuilder(kill).start().waitFor()).isZero();
    return heard ? 130 : 143;
  }

  /** What nobody can hear. */
  void kill() {
    process.destroyForcibly();
  }

  /** Waits for its end; answers its exit code. */
  int awaitEnd() throws IOException, InterruptedException {
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      said.add(line);
    }
    assertThat(process.waitFor(END_SECONDS_MAX, TimeUnit.SECONDS)).as("it ends").isTrue();
    return process.exitValue();
  }

  /** All that it has said. */
  String said() {
    return String.join("\n", said);
  }

  /** Waits until all of them have ended; fails if one stays. */
  static void awaitGone(List<ProcessHandle> processes) {
    for (ProcessHandle each : processes) {
      CompletableFuture<ProcessHandle> gone = each.onExit();
      assertThat(gone)
          .as(each.info().commandLine().orElse("a process"))
          .succeedsWithin(END_SECONDS_MAX, TimeUnit.SECONDS);
    }
  }

  @Override
  public void close() {
    descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  private static boolean ignoresSigint() throws IOException {
    if (!Files.isReadable(STATUS)) {
      return false;
    }
    return Files.readAllLines(STATUS).stream()
        .filter(line -> line.startsWith("SigIgn:"))
        .mapToLong(line -> Long.parseUnsignedLong(line.substring("SigIgn:".length()).strip(), 16))
        .anyMatch(mask -> (mask >> (SIGINT - 1) & 1) == 1);
  }
}
