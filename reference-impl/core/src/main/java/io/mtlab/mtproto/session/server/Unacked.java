package io.mtlab.mtproto.session.server;

import io.mtlab.mtproto.machine.Time;
import io.mtlab.mtproto.session.Message;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a server has sent and its client has not acknowledged: kept, bounded, and sent again, first
 * after twice the longest acknowledgment that this session has seen, then after doubling pauses.
 *
 * @see <a href="https://core.telegram.org/mtproto/description">resending</a>
 */
final class Unacked {
  /**
   * The most messages that are kept; the oldest are given up first. As many as a busy session may
   * lose before an acknowledgment comes through: {@link #BYTES_MAX} bounds the memory.
   */
  static final int MESSAGES_MAX = 4096;

  /** The most bytes that are kept. */
  static final int BYTES_MAX = 1 << 20;

  static final long PAUSE_MIN = Time.SECOND;
  static final long PAUSE_BEFORE_ANY_ACK = 15 * Time.SECOND;
  static final long PAUSE_MAX = 60 * Time.SECOND;

  private final ArrayDeque<Sent> sent = new ArrayDeque<>(2);
  private int bytes;
  private long longestAck;
  private boolean anyAck;
  private long nextResend = Time.NEVER;

  private static final class Sent {
    final Message message;
    final long sentAt;
    long resendAt;
    long pause;
    boolean resent;

    Sent(Message message, long sentAt, long pause) {
      this.message = message;
      this.sentAt = sentAt;
      this.pause = pause;
      this.resendAt = sentAt + pause;
    }
  }

  void add(Message message, long now) {
    Sent entry = new Sent(message, now, firstPause());
    sent.addLast(entry);
    bytes += message.size();
    nextResend = Math.min(nextResend, entry.resendAt);
    while (sent.size() > MESSAGES_MAX || (bytes > BYTES_MAX && sent.size() > 1)) {
      bytes -= sent.removeFirst().message.size();
    }
  }

  /** Forgets an acknowledged message, and learns from it how long acknowledgments take. */
  void acknowledged(long id, long now) {
    for (Iterator<Sent> all = sent.iterator(); all.hasNext(); ) {
      Sent entry = all.next();
      if (entry.message.id() == id) {
        all.remove();
        bytes -= entry.message.size();
        anyAck = true;
        if (!entry.resent) { // one that was sent twice does not tell which copy this was
          longestAck = Math.max(longestAck, now - entry.sentAt);
        }
        break;
      }
    }
    if (sent.isEmpty()) {
      nextResend = Time.NEVER;
    }
  }

  /** The message with this id, if it is still kept. */
  @Nullable Message find(long id) {
    for (Sent entry : sent) {
      if (entry.message.id() == id) {
        return entry.message;
      }
    }
    return null;
  }

  /** Forgets a message that nobody wants any more. */
  @Nullable Message drop(long id) {
    Message found = find(id);
    if (found != null) {
      sent.removeIf(entry -> entry.message.id() == id);
      bytes -= found.size();
    }
    return found;
  }

  boolean isEmpty() {
    return sent.isEmpty();
  }

  /** When the first message is due to be sent again; may be early, never late. */
  long nextResend() {
    return nextResend;
  }

  /** The messages whose pause is over; their next pauses are twice as long. */
  List<Message> due(long now) {
    List<Message> due = new ArrayList<>();
    nextResend = Time.NEVER;
    for (Sent entry : sent) {
      if (entry.resendAt <= now) {
        due.add(again(entry, now));
      }
      nextResend = Math.min(nextResend, entry.resendAt);
    }
    return due;
  }

  /** All messages: a new connection stands, and what went out on the old one may be lost. */
  List<Message> all(long now) {
    List<Message> all = new ArrayList<>(sent.size());
    nextResend = Time.NEVER;
    for (Sent entry : sent) {
      all.add(again(entry, now));
      nextResend = Math.min(nextResend, entry.resendAt);
    }
    return all;
  }

  private static Message again(Sent entry, long now) {
    entry.resent = true;
    entry.pause = Math.min(2 * entry.pause, PAUSE_MAX);
    entry.resendAt = now + entry.pause;
    return entry.message;
  }

  private long firstPause() {
    return anyAck ? Math.min(Math.max(PAUSE_MIN, 2 * longestAck), PAUSE_MAX) : PAUSE_BEFORE_ANY_ACK;
  }
}
