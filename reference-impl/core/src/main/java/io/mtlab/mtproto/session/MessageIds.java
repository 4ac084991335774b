package io.mtlab.mtproto.session;

/** Makes the message ids of one side of a session: each greater than the one before. */
public final class MessageIds {
  private long last;

  /** The next id of a client: divisible by four. */
  public long nextOfClient(long serverTime) {
    return next(serverTime, 0);
  }

  /** The next id of a server's answer. */
  public long nextAnswer(long now) {
    return next(now, MessageId.ANSWER);
  }

  /** The next id of any other message of a server. */
  public long nextPush(long now) {
    return next(now, MessageId.PUSH);
  }

  private long next(long time, int kind) {
    last = Math.max(MessageId.at(time), (last & ~3L) + 4) | kind;
    return last;
  }
}
