package io.mtlab.simulator.invariant;

import io.mtlab.mtproto.machine.Event;
import io.mtlab.simulator.trace.TraceEvent.Delivered;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Each member's application is handed a post at most once, and none after a later one. Hears {@link
 * Delivered}; that a post is missing at the end is no matter of an invariant.
 */
public final class DeliveredInOrder implements Invariant {
  private static final long NONE = -1;

  private long[] lastPost = new long[0];
  private @Nullable String violation;

  @Override
  public String name() {
    return "delivered-in-order";
  }

  @Override
  public void happened(int node, Event event, long now) {
    if (event instanceof Delivered delivered) {
      reserve(node);
      long last = lastPost[node];
      if (delivered.post() <= last) {
        String what = delivered.post() == last ? "twice" : "after post " + last;
        violation = delivered.node() + " was handed post " + delivered.post() + " " + what;
      }
      lastPost[node] = Math.max(last, delivered.post());
    }
  }

  @Override
  public @Nullable String violation() {
    return violation;
  }

  private void reserve(int node) {
    int before = lastPost.length;
    if (node >= before) {
      lastPost = Arrays.copyOf(lastPost, Math.max(node + 1, before + (before >> 1)));
      Arrays.fill(lastPost, before, lastPost.length, NONE);
    }
  }
}
