package io.mtlab.simulator.storm;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.machine.Answer;
import io.mtlab.mtproto.machine.Cause;
import io.mtlab.mtproto.machine.Conn;
import io.mtlab.mtproto.machine.Machine;
import io.mtlab.mtproto.machine.Peer;
import io.mtlab.mtproto.machine.Push;
import io.mtlab.mtproto.machine.Ticket;
import io.mtlab.mtproto.machine.Time;

/** A place for a machine whose process may end and start anew, with a clock that may be wrong. */
final class Exchangeable<M extends Machine> implements Machine {
  private final Rough line;
  private final long skew;
  private M machine;

  /** With the nanoseconds by which the machine's clock is ahead. */
  Exchangeable(M machine, Rough line, long skew) {
    this.line = line;
    this.machine = machine;
    this.skew = skew;
  }

  M machine() {
    return machine;
  }

  void exchange(M by) {
    machine = by;
  }

  /** What the machine takes a time for. */
  long at(long now) {
    return now + skew;
  }

  @Override
  public void opened(Conn conn, Peer peer, long now) {
    Conn own = line.inner(conn);
    if (own.number() >= 0) {
      machine.opened(own, peer, at(now));
    }
  }

  @Override
  public void received(Conn conn, Bytes bytes, long now) {
    Conn own = line.inner(conn);
    if (own.number() >= 0) {
      machine.received(own, bytes, at(now));
    }
  }

  @Override
  public void closed(Conn conn, Cause cause, long now) {
    Conn own = line.inner(conn);
    if (own.number() >= 0) {
      machine.closed(own, cause, at(now));
    }
  }

  @Override
  public void answered(Ticket ticket, Answer answer, long now) {
    machine.answered(ticket, answer, at(now));
  }

  @Override
  public void pushed(Push push, long now) {
    machine.pushed(push, at(now));
  }

  @Override
  public void wake(long now) {
    machine.wake(at(now));
  }

  @Override
  public long nextWake() {
    long next = machine.nextWake();
    return next == Time.NEVER ? Time.NEVER : next - skew;
  }
}
