package io.mtlab.scenario.cli;

import io.mtlab.scenario.engine.Watcher;
import java.util.Locale;

/** Shows progress: one line that moves on a terminal, a line every few seconds elsewhere. */
final class ProgressLine implements Watcher {
  private static final long LINE_EVERY_NS = 5_000_000_000L;
  private static final int BAR_WIDTH = 20;

  private final Console console;
  private long nextLineAt;
  private int lastPhase;
  private boolean shown;

  ProgressLine(Console console) {
    this.console = console;
  }

  @Override
  public void sees(Status status) {
    if (console.terminal()) {
      shown = true;
      console.status(
          String.format(
              Locale.ROOT,
              "%6.1f s  %s %-10s %s",
              status.seconds(),
              bar(status.share()),
              status.phase(),
              status.words()));
      return;
    }
    long now = System.nanoTime();
    if (status.number() != lastPhase || now - nextLineAt >= 0) {
      lastPhase = status.number();
      nextLineAt = now + LINE_EVERY_NS;
      console
          .err()
          .println(
              String.format(
                  Locale.ROOT,
                  "%6.1f s  %d/%d %-10s %s",
                  status.seconds(),
                  status.number(),
                  status.phases(),
                  status.phase(),
                  status.words()));
    }
  }

  /** Takes the moving line away. */
  void done() {
    if (shown) {
      console.status("");
    }
  }

  private static String bar(double share) {
    int full = (int) Math.round(Math.clamp(share, 0, 1) * BAR_WIDTH);
    return "━".repeat(full) + "╌".repeat(BAR_WIDTH - full);
  }
}
