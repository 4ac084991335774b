package io.mtlab.simulator.invariant;

import io.mtlab.mtproto.endpoint.MessageEvent.Answered;
import io.mtlab.mtproto.endpoint.MessageEvent.Executed;
import io.mtlab.mtproto.machine.Event;
import org.jspecify.annotations.Nullable;

/**
 * A server executes each query once and makes one answer to it, and a client takes one, however
 * often query and answer travel. Hears {@link Executed} and {@link Answered}. A server that has
 * lost its memory cannot know: {@link #forgotten} says so.
 */
public final class ExecutedOnce implements Invariant {
  private final RecentMessages executed;
  private final RecentMessages answered;
  private long count;
  private @Nullable String violation;

  /** Remembers all queries. */
  public ExecutedOnce() {
    this(Integer.MAX_VALUE);
  }

  /** Remembers the last so many queries. */
  public ExecutedOnce(int most) {
    executed = new RecentMessages(most);
    answered = new RecentMessages(most);
  }

  @Override
  public String name() {
    return "executed-once";
  }

  /** A node has started anew, without what it knew. */
  public void forgotten(int node) {
    executed.forget(node);
    answered.forget(node);
  }

  /** How many queries were executed. */
  public long count() {
    return count;
  }

  @Override
  public void happened(int node, Event event, long now) {
    if (event instanceof Executed(long sessionId, long messageId)) {
      count++;
      note(executed.add(node, sessionId, messageId), "executed", node, messageId);
    } else if (event instanceof Answered(long sessionId, long messageId)) {
      note(answered.add(node, sessionId, messageId), "answered", node, messageId);
    }
  }

  private void note(boolean first, String what, int node, long messageId) {
    if (!first) {
      violation = "node " + node + " " + what + " query " + messageId + " twice";
    }
  }

  @Override
  public @Nullable String violation() {
    return violation;
  }
}
