package io.mtlab.simulator.invariant;

import io.mtlab.mtproto.endpoint.MessageEvent.Sent;
import io.mtlab.mtproto.machine.Event;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Frame by frame the outermost message of each end of each session has a greater id than the one
 * before, whatever becomes of clocks and connections. Hears {@link Sent}.
 *
 * @see <a href="https://core.telegram.org/mtproto/description#message-identifier-msg-id">msg_id</a>
 */
public final class MessageIdsGrow implements Invariant {
  /** Looked up only: its order means nothing. */
  private final Map<End, Long> last = new HashMap<>();

  private @Nullable String violation;

  /** One end of a session. */
  private record End(int node, long sessionId) {}

  @Override
  public String name() {
    return "message-ids-grow";
  }

  @Override
  public void happened(int node, Event event, long now) {
    if (event instanceof Sent sent) {
      Long before = last.put(new End(node, sent.sessionId()), sent.outerId());
      if (before != null && sent.outerId() <= before) {
        violation = "node " + node + " sent message " + sent.outerId() + " after " + before;
      }
    }
  }

  @Override
  public @Nullable String violation() {
    return violation;
  }
}
