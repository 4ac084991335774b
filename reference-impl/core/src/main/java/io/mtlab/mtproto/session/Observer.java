package io.mtlab.mtproto.session;

import java.util.List;

/**
 * Hears what one end of its sessions does with single messages, so that rules about them can be
 * held from outside: that ids grow, that nothing is acknowledged unseen, that a query is executed
 * once and answered. A session without one loses a call of an empty method for each message.
 *
 * <p>An endpoint is given one before it starts ({@code ClientEndpoint.observe}, {@code
 * LocalServer.observe}); {@code MessageEvent.to(out)} makes events of what it hears, which a world
 * and its invariants get like any other. An observer must not change anything.
 */
public interface Observer {
  /** Hears nothing. */
  Observer NONE = new Observer() {};

  /**
   * A frame leaves.
   *
   * @param outer what the envelope holds: its ids grow from frame to frame
   * @param messages the outer message itself, or those in it if it is a container; one that is sent
   *     again has its old id
   */
  default void sent(long sessionId, Message outer, List<Message> messages) {}

  /**
   * A message kept all rules; of a container each message by itself.
   *
   * @param again whether it came before, so that it counts for nothing but an acknowledgment
   */
  default void received(long sessionId, Message message, boolean again) {}

  /** Messages are acknowledged by the msgs_ack that leaves next; each was received before. */
  default void acknowledged(long sessionId, List<Long> messageIds) {}

  /** A server hands a query to whoever executes it; once for each id and session. */
  default void executed(long sessionId, long messageId) {}

  /**
   * A server has answered a query, or a client has taken the answer to its query: once for each
   * query.
   */
  default void answered(long sessionId, long messageId) {}
}
