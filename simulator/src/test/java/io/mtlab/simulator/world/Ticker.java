package io.mtlab.simulator.world;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.machine.Address;
import io.mtlab.mtproto.machine.Answer;
import io.mtlab.mtproto.machine.Cause;
import io.mtlab.mtproto.machine.Channel;
import io.mtlab.mtproto.machine.Conn;
import io.mtlab.mtproto.machine.How;
import io.mtlab.mtproto.machine.Machine;
import io.mtlab.mtproto.machine.Out;
import io.mtlab.mtproto.machine.Peer;
import io.mtlab.mtproto.machine.Push;
import io.mtlab.mtproto.machine.Ticket;
import io.mtlab.mtproto.machine.Time;
import io.mtlab.simulator.trace.TraceEvent;
import io.mtlab.simulator.trace.TraceEvent.Via;
import java.util.ArrayList;
import java.util.List;

/** Dials, sends eight bytes at every tick, and notes what comes back and when. */
public final class Ticker implements Machine {
  static final Conn CONN = new Conn(0);

  private static final int TICK_BYTES = 8;

  final Out out;
  final String name;
  final long period;
  final List<Long> heardAt = new ArrayList<>();
  final List<Cause> ends = new ArrayList<>();
  int ticksLeft;
  long heard;
  long openedAt;
  private long reported;
  private long sentAt;
  private long next = Time.NEVER;

  /** Ticks so often, with this period in nanoseconds. */
  public Ticker(Out out, String name, long period, int ticks) {
    this.out = out;
    this.name = name;
    this.period = period;
    this.ticksLeft = ticks;
  }

  /** Dials a node. */
  public void dial(String host) {
    out.dial(CONN, new Address(host, 443), Channel.STREAM);
  }

  @Override
  public void opened(Conn conn, Peer peer, long now) {
    openedAt = now;
    next = now + period;
    out.happened(new TraceEvent.Connected(name, 0, "ticks"));
  }

  @Override
  public void received(Conn conn, Bytes bytes, long now) {
    heard += bytes.size();
    heardAt.add(now);
    for (; reported < heard / TICK_BYTES; reported++) {
      out.happened(new TraceEvent.Delivered(name, reported, now - sentAt, Via.UPDATE));
    }
  }

  @Override
  public void closed(Conn conn, Cause cause, long now) {
    ends.add(cause);
    next = Time.NEVER;
    out.happened(new TraceEvent.Disconnected(name, 0, cause));
  }

  @Override
  public void answered(Ticket ticket, Answer answer, long now) {}

  @Override
  public void pushed(Push push, long now) {}

  @Override
  public void wake(long now) {
    if (now >= next) {
      out.transmit(CONN, Bytes.wrap(new byte[] {1, 2, 3, 4, 5, 6, 7, 8}));
      sentAt = now;
      ticksLeft--;
      next = ticksLeft > 0 ? now + period : Time.NEVER;
    }
  }

  @Override
  public long nextWake() {
    return next;
  }

  void hangUp(How how) {
    out.close(CONN, how);
    next = Time.NEVER;
  }
}
