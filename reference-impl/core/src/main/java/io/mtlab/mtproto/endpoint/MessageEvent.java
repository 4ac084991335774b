package io.mtlab.mtproto.endpoint;

import io.mtlab.mtproto.machine.Event;
import io.mtlab.mtproto.machine.Out;
import io.mtlab.mtproto.session.Message;
import io.mtlab.mtproto.session.Observer;
import java.util.List;

/**
 * What happened to a single message of a session: told only by an endpoint that is observed, as in
 * {@code client.observe(MessageEvent.to(out))}. Bodies are left out: these events may be logged.
 *
 * @see Observer
 */
public sealed interface MessageEvent extends Event {
  /** The session_id. */
  long sessionId();

  /** A frame left: the id of its outermost message, and those of the messages in it. */
  record Sent(long sessionId, long outerId, List<Long> messageIds) implements MessageEvent {}

  /** A message was taken; {@code again} if it came before. */
  record Received(long sessionId, long messageId, boolean again) implements MessageEvent {}

  /** Messages were acknowledged to the other side. */
  record Acknowledged(long sessionId, List<Long> messageIds) implements MessageEvent {}

  /** A server began to execute a query. */
  record Executed(long sessionId, long messageId) implements MessageEvent {}

  /** A server made the answer to a query, or a client took it. */
  record Answered(long sessionId, long messageId) implements MessageEvent {}

  /** An observer that makes events of what it hears. */
  static Observer to(Out out) {
    return new Observer() {
      @Override
      public void sent(long sessionId, Message outer, List<Message> messages) {
        out.happened(new Sent(sessionId, outer.id(), idsOf(messages)));
      }

      @Override
      public void received(long sessionId, Message message, boolean again) {
        out.happened(new Received(sessionId, message.id(), again));
      }

      @Override
      public void acknowledged(long sessionId, List<Long> messageIds) {
        out.happened(new Acknowledged(sessionId, List.copyOf(messageIds)));
      }

      @Override
      public void executed(long sessionId, long messageId) {
        out.happened(new Executed(sessionId, messageId));
      }

      @Override
      public void answered(long sessionId, long messageId) {
        out.happened(new Answered(sessionId, messageId));
      }
    };
  }

  /** Most frames hold one. */
  private static List<Long> idsOf(List<Message> messages) {
    return messages.size() == 1
        ? List.of(messages.getFirst().id())
        : messages.stream().map(Message::id).toList();
  }
}
