package io.mtlab.mtproto.session.client;

import io.mtlab.mtproto.machine.Time;
import io.mtlab.mtproto.session.MessageId;

/** What a client knows of the server's clock. */
final class ServerClock {
  /** An answer that came within this time tells the server's clock, if nothing has told it yet. */
  private static final long ANSWER_MAX = 5 * Time.SECOND;

  private long offset;
  private boolean known;

  /**
   * What was known before.
   *
   * @param offset the server's clock minus this client's, in nanoseconds
   * @param known whether that is more than a guess
   */
  ServerClock(long offset, boolean known) {
    this.offset = offset;
    this.known = known;
  }

  long offset() {
    return offset;
  }

  boolean isKnown() {
    return known;
  }

  long at(long now) {
    return now + offset;
  }

  /** The server has just made this message id. */
  void set(long serverMessageId, long now) {
    offset = MessageId.time(serverMessageId) - now;
    known = true;
  }

  /** The server has made this message id at some time since a query left. */
  void answered(long serverMessageId, long askedAt, long now) {
    if (!known && now - askedAt <= ANSWER_MAX) {
      set(serverMessageId, now);
    }
  }

  /** Whether a message is neither too old nor of the future; who does not know holds it right. */
  boolean isTimely(long serverMessageId, long now) {
    long age = at(now) - MessageId.time(serverMessageId);
    return !known || (age <= MessageId.AGE_MAX && age >= -MessageId.AHEAD_MAX);
  }
}
