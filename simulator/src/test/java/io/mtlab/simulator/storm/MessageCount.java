package io.mtlab.simulator.storm;

import io.mtlab.mtproto.endpoint.ClientEvent;
import io.mtlab.mtproto.endpoint.MessageEvent;
import io.mtlab.mtproto.machine.Event;
import io.mtlab.simulator.invariant.Invariant;
import org.jspecify.annotations.Nullable;

/** Counts messages that arrived, and keys that were bound; breaks nothing. */
final class MessageCount implements Invariant {
  private long received;
  private long keys;

  @Override
  public String name() {
    return "message-count";
  }

  /** How many messages arrived at either side, services and repetitions among them. */
  long received() {
    return received;
  }

  /** How many temporary keys were bound. */
  long keys() {
    return keys;
  }

  @Override
  public void happened(int node, Event event, long now) {
    if (event instanceof MessageEvent.Received) {
      received++;
    } else if (event instanceof ClientEvent.KeyBound) {
      keys++;
    }
  }

  @Override
  public @Nullable String violation() {
    return null;
  }
}
