package io.mtlab.scenario.engine;

import io.mtlab.simulator.network.DecisionLog;
import io.mtlab.simulator.network.PassageId;
import io.mtlab.simulator.network.Stream;
import io.mtlab.simulator.trace.Trace;
import io.mtlab.simulator.trace.TraceEvent;

/** A trace that is known only after those who tell it were made; before, nothing is told. */
final class LateTrace implements Trace {
  private volatile Trace to = Trace.NONE;

  void goesTo(Trace trace) {
    to = trace;
  }

  @Override
  public void record(long now, TraceEvent event) {
    to.record(now, event);
  }

  /** The same for decisions of the network. */
  static final class Decisions implements DecisionLog {
    private volatile DecisionLog to = DecisionLog.NONE;

    void goTo(DecisionLog log) {
      to = log;
    }

    @Override
    public void decided(
        PassageId id, Stream stream, String fault, long index, long valueNs, long now) {
      to.decided(id, stream, fault, index, valueNs, now);
    }
  }
}
