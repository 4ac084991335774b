package io.mtlab.simulator.network.profile;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.crypto.Direction;
import io.mtlab.simulator.dissect.Dissector;
import io.mtlab.simulator.dissect.MessageKinds;
import io.mtlab.simulator.network.Match;
import io.mtlab.simulator.network.Spans;
import io.mtlab.simulator.network.Unit;

/** Of the frames that another match takes those that hold certain messages. For one stage. */
final class MessageMatch implements Match {
  private final Match others;
  private final Dissector dissector;
  private final MessageKinds kinds;
  private final Direction direction;
  private final Spans which;
  private long found;

  /**
   * @param which of those that hold one, counted from 0 in the order in which they come
   */
  MessageMatch(
      Match others, Dissector dissector, MessageKinds kinds, Direction direction, Spans which) {
    this.others = others;
    this.dissector = dissector;
    this.kinds = kinds;
    this.direction = direction;
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
    return message != null && dissector.holds(message, direction, kinds);
  }
}
