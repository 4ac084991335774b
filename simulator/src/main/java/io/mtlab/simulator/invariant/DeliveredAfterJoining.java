package io.mtlab.simulator.invariant;

import io.mtlab.mtproto.machine.Event;
import io.mtlab.simulator.trace.TraceEvent.Delivered;
import io.mtlab.simulator.trace.TraceEvent.Joined;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * Nobody is handed a post who has not joined. Hears {@link Joined} and {@link Delivered}; it holds
 * where all join before the first post is sent.
 */
public final class DeliveredAfterJoining implements Invariant {
  private final BitSet joined = new BitSet();
  private @Nullable String violation;

  @Override
  public String name() {
    return "delivered-after-joining";
  }

  @Override
  public void happened(int node, Event event, long now) {
    if (event instanceof Joined) {
      joined.set(node);
    } else if (event instanceof Delivered delivered && !joined.get(node)) {
      violation = delivered.node() + " was handed a post before it had joined";
    }
  }

  @Override
  public @Nullable String violation() {
    return violation;
  }
}
