package io.mtlab.scenario.engine;

import io.mtlab.simulator.trace.Trace;
import io.mtlab.simulator.trace.TraceEvent;
import org.jspecify.annotations.Nullable;

/** Hears everything that happens: passes it on, and tells the conductor of the poster's doings. */
final class Listener implements Trace {
  private final Trace next;
  private final String poster;
  private volatile @Nullable Conductor conductor;

  /**
   * @param poster name of the poster's node
   */
  Listener(Trace next, String poster) {
    this.next = next;
    this.poster = poster;
  }

  /** From now on this conductor hears of the poster. */
  void tells(Conductor who) {
    conductor = who;
  }

  @Override
  public void record(long now, TraceEvent event) {
    next.record(now, event);
    Conductor who = conductor;
    if (who != null) {
      switch (event) {
        // That the creator is the group's first member means that the group and its name stand.
        case TraceEvent.Joined joined when joined.node().equals(poster) -> who.groupIsReady();
        case TraceEvent.Failed failed when failed.node().equals(poster) ->
            who.posterFailed(failed.why());
        default -> {
          // The measure heard it; the conductor asks there.
        }
      }
    }
  }
}
