package io.mtlab.mtproto.store;

/**
 * About mailboxes: every account has one, with the messages of its private chats. A message between
 * two accounts lies in both mailboxes, in each with an id and a pts of its own.
 */
public sealed interface MailRequest extends StoreRequest {
  /**
   * Remember a message as the next event of its sender's mailbox and, when that is somebody else,
   * of its recipient's. Answered by {@link MailAnswer.Delivered}; with the message of the first
   * time when this sender has used the random_id before.
   *
   * @param senderId who wrote it
   * @param recipientId to whom; may be the sender
   * @param randomId the sender's own mark, against doubles
   * @param date Unix seconds
   * @param text not empty
   */
  record Deliver(long senderId, long recipientId, long randomId, int date, String text)
      implements MailRequest {
    @Override
    public String toString() {
      return "Deliver[from " + senderId + " to " + recipientId + "]";
    }
  }

  /**
   * The events behind a pts, oldest first. {@link MailAnswer.Events}.
   *
   * @param userId whose mailbox
   * @param pts the last event that the asker knows
   * @param limit 0 to {@link #EVENTS_MAX}; 0 asks for the mailbox's pts only
   */
  record ListEvents(long userId, int pts, int limit) implements MailRequest {
    /** The longest list. */
    public static final int EVENTS_MAX = 100;
  }
}
