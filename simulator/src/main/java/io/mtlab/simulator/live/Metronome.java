package io.mtlab.simulator.live;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.machine.Answer;
import io.mtlab.mtproto.machine.Cause;
import io.mtlab.mtproto.machine.Conn;
import io.mtlab.mtproto.machine.Machine;
import io.mtlab.mtproto.machine.Peer;
import io.mtlab.mtproto.machine.Push;
import io.mtlab.mtproto.machine.Ticket;
import io.mtlab.mtproto.machine.Time;
import java.util.function.LongConsumer;

/** A machine without connections that does something every second. */
final class Metronome implements Machine {
  private final LongConsumer beat;
  private long next;

  Metronome(long start, LongConsumer beat) {
    this.beat = beat;
    this.next = start + Time.SECOND;
  }

  @Override
  public void wake(long now) {
    if (now >= next) {
      beat.accept(now);
      next += ((now - next) / Time.SECOND + 1) * Time.SECOND;
    }
  }

  @Override
  public long nextWake() {
    return next;
  }

  @Override
  public void opened(Conn conn, Peer peer, long now) {}

  @Override
  public void received(Conn conn, Bytes bytes, long now) {}

  @Override
  public void closed(Conn conn, Cause cause, long now) {}

  @Override
  public void answered(Ticket ticket, Answer answer, long now) {}

  @Override
  public void pushed(Push push, long now) {}
}
