package io.mtlab.scenario.engine;

import io.mtlab.scenario.measure.Verdict.Stop;
import org.jspecify.annotations.Nullable;

/** How a play comes to its end. Any thread may end it; the first one counts. */
final class End {
  private volatile @Nullable Stop how;
  private volatile @Nullable String remark;

  /**
   * Ends the play.
   *
   * @param why a sentence for people; null if nothing is to be said
   */
  synchronized void set(Stop stop, @Nullable String why) {
    if (how == null) {
      remark = why;
      how = stop;
    }
  }

  /** How it ended; null while it goes on. */
  @Nullable Stop how() {
    return how;
  }

  /** What is to be said about it. */
  @Nullable String remark() {
    return remark;
  }
}
