package io.mtlab.simulator.toxiproxy.backend;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Ends a program that knows nothing of its parent when this process is gone, however it went: what
 * is killed runs no hook. A shell waits for the end of its input, which this process alone holds
 * open.
 */
final class Watchdog implements AutoCloseable {
  private static final Path SHELL = Path.of("/bin/sh");

  /** Ctrl-C reaches everybody at the terminal; it is for the process that is watched over. */
  private static final String WATCH =
      "trap '' INT TERM HUP; while read -r line; do :; done; kill -9 \"$0\"";

  private final @Nullable Process shell;

  private Watchdog(@Nullable Process shell) {
    this.shell = shell;
  }

  /** Watches over a process; without a shell nobody does. */
  static Watchdog over(Process child) throws IOException {
    if (!Files.isExecutable(SHELL)) {
      return new Watchdog(null);
    }
    String pid = Long.toString(child.pid());
    return new Watchdog(
        new ProcessBuilder(SHELL.toString(), "-c", WATCH, pid)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start());
  }

  /** Calls it off; to be done before the process ends, since numbers of processes come again. */
  @Override
  public void close() {
    if (shell != null) {
      shell.destroyForcibly();
    }
  }
}
