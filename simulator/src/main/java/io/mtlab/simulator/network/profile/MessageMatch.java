package io.mtlab.simulator.network.profile;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.simulator.network.Match;
import io.mtlab.simulator.network.Spans;
import io.mtlab.simulator.network.Unit;
import java.util.function.Predicate;

/** Of the frames that another match takes those that hold certain messages. For one stage. */
final class MessageMatch implements Match {
  private final Match others;
  private final Predicate<Bytes> messages;
  private final Spans which;
  private long found;

  /**
   * Takes some of those that others take.
   *
   * @param messages whether a frame's message is of those that are meant
   * @param which of those, counted from 0 in the order in which they come
   */
  MessageMatch(Match others, Predicate<Bytes> messages, Spans which) {
    this.others = others;
    this.messages = messages;
    this.which = which;
  }

  @Override
  public boolean hits(boolean drawn, Unit.Frame frame, long now) {
    if (which.equals(Spans.ALL)) {
      return others.hits(drawn, frame, now) && holds(frame);
    }
    return others.hits(true, frame, now) && holds(frame) && which.has(found++) && drawn;
  }

  private boolean holds(Unit.Frame frame) {
    Bytes message = frame.message();
    return message != null && messages.test(message);
  }
}
