package io.mtlab.simulator.toxiproxy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * How late Linux may wake a thread whose time has come, so that it can wake several at once: 50 us
 * by default, and as much is every delay of a network too long.
 *
 * @see <a href="https://man7.org/linux/man-pages/man5/proc_pid_timerslack_ns.5.html">timerslack</a>
 */
final class TimerSlack {
  private static final Path THREAD = Path.of("/proc/thread-self");
  private static final String LEAST_NS = "1";

  private TimerSlack() {}

  /** Asks for this thread to be woken on time; elsewhere than on Linux nothing happens. */
  static void endForThisThread() {
    try {
      Path id = Files.readSymbolicLink(THREAD).getFileName();
      Files.writeString(Path.of("/proc", id.toString(), "timerslack_ns"), LEAST_NS);
    } catch (IOException | UnsupportedOperationException e) {
      // Another system, or one that hides it: its timers are as good as they are.
      return;
    }
  }
}
