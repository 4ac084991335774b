package io.mtlab.simulator.invariant;

import io.mtlab.mtproto.machine.Event;
import io.mtlab.simulator.trace.TraceEvent.Delivered;
import io.mtlab.simulator.trace.TraceEvent.Posted;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * Nobody is handed a post that was not sent before, and none is sent twice. Hears {@link Posted}
 * and {@link Delivered}.
 */
public final class DeliveredWasPosted implements Invariant {
  private final BitSet posted = new BitSet();
  private @Nullable String violation;

  @Override
  public String name() {
    return "delivered-was-posted";
  }

  @Override
  public void happened(int node, Event event, long now) {
    if (event instanceof Posted fresh) {
      if (posted.get((int) fresh.post())) {
        violation = "post " + fresh.post() + " was sent twice";
      }
      posted.set((int) fresh.post());
    } else if (event instanceof Delivered delivered && !posted.get((int) delivered.post())) {
      violation = delivered.node() + " was handed post " + delivered.post() + " that nobody sent";
    }
  }

  @Override
  public @Nullable String violation() {
    return violation;
  }
}
