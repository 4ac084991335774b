package io.mtlab.conformance.implementation;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One process of an implementation under test. It is told its case by the environment, and says
 * lines of JSON; everything else that it writes is kept as evidence. It ends with this object.
 */
public final class ShimProcess implements AutoCloseable {
  /** The exit code of an implementation that does not know the case or the transport. */
  public static final int UNSUPPORTED = 127;

  /** So many of its last lines are kept. */
  private static final int LINES_KEPT_MAX = 200;

  private static final int LINE_CHARS_MAX = 2_000;
  private static final int STOP_SECONDS_MAX = 2;

  private final Process process;
  private final Deque<String> lines = new ArrayDeque<>();
  private final List<Thread> readers = new ArrayList<>();
  private final Thread hook = new Thread(this::kill, "end-of-shim");

  private ShimProcess(Process process, Consumer<? super JsonNode> said) {
    this.process = process;
    Runtime.getRuntime().addShutdownHook(hook);
    readers.add(
        reader("out", process.inputReader(StandardCharsets.UTF_8), line -> heard(line, said)));
    readers.add(reader("err", process.errorReader(StandardCharsets.UTF_8), this::keep));
  }

  /**
   * Starts a process.
   *
   * @param place where the implementation was installed
   * @param environment the case
   * @param said is told each line of JSON, on a thread of its own
   */
  public static ShimProcess start(
      Implementation what,
      Path place,
      Map<String, String> environment,
      Consumer<? super JsonNode> said)
      throws IOException {
    List<String> command =
        what.manifest().run().stream()
            .map(word -> word.replace("${dir}", place.toString()))
            .toList();
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(what.folder().toFile())
            .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
    builder.environment().putAll(environment);
    return new ShimProcess(builder.start(), said);
  }

  /**
   * Waits for its end.
   *
   * @return whether it has ended within this time
   */
  public boolean awaitEnd(int seconds) throws InterruptedException {
    if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
      return false;
    }
    for (Thread reader : readers) {
      reader.join(TimeUnit.SECONDS.toMillis(STOP_SECONDS_MAX));
    }
    return true;
  }

  /** Its exit code, once it has ended. */
  public int exitCode() {
    return process.exitValue();
  }

  /** What it wrote last. */
  public List<String> lastLines() {
    synchronized (lines) {
      return List.copyOf(lines);
    }
  }

  /** Ends it and its children. */
  @Override
  public void close() {
    kill();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The program is ending: the hook does the same.
      keep(e.toString());
    }
  }

  private void kill() {
    List<ProcessHandle> children = process.descendants().toList();
    process.destroy();
    try {
      if (!process.waitFor(STOP_SECONDS_MAX, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    children.forEach(ProcessHandle::destroyForcibly);
  }

  private Thread reader(String name, BufferedReader from, Consumer<String> each) {
    return Thread.ofPlatform()
        .daemon()
        .name("shim-" + name)
        .start(() -> {
          try (from) {
            from.lines().forEach(each);
          } catch (IOException | java.io.UncheckedIOException e) {
            keep("(its output ended: " + e.getMessage() + ")");
          }
        });
  }

  private void heard(String line, Consumer<? super JsonNode> said) {
    keep(line);
    if (line.startsWith("{")) {
      try {
        said.accept(JsonMapper.shared().readTree(line));
      } catch (JacksonException e) {
        keep("(no line of the contract)");
      }
    }
  }

  private void keep(String line) {
    synchronized (lines) {
      lines.add(line.length() > LINE_CHARS_MAX ? line.substring(0, LINE_CHARS_MAX) : line);
      if (lines.size() > LINES_KEPT_MAX) {
        lines.remove();
      }
    }
  }
}
