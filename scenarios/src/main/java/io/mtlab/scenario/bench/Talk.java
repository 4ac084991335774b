package io.mtlab.scenario.bench;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.machine.Address;
import io.mtlab.mtproto.machine.Answer;
import io.mtlab.mtproto.machine.Cause;
import io.mtlab.mtproto.machine.Channel;
import io.mtlab.mtproto.machine.Conn;
import io.mtlab.mtproto.machine.Machine;
import io.mtlab.mtproto.machine.Out;
import io.mtlab.mtproto.machine.Peer;
import io.mtlab.mtproto.machine.Push;
import io.mtlab.mtproto.machine.Ticket;
import io.mtlab.mtproto.machine.Time;

/** One side of a talk of eight bytes ten times a second: all that machines do beside the links. */
final class Talk implements Machine {
  /** The node that clients dial. */
  static final String SERVER = "server";

  private static final int PORT = 443;
  private static final long PERIOD = Time.SECOND / 10;
  private static final Conn CONN = new Conn(0);
  private static final Bytes EIGHT_BYTES = Bytes.wrap(new byte[Long.BYTES]);

  private final Out out;
  private final boolean answers;
  private final long until;
  private boolean dialled;
  private long next;

  private Talk(Out out, boolean answers, long from, long until) {
    this.out = out;
    this.answers = answers;
    this.next = from;
    this.until = until;
  }

  /** Sends back what comes. */
  static Talk answering(Out out) {
    return new Talk(out, true, Time.NEVER, Time.NEVER);
  }

  /** Dials at one time, and sends from then on to another. */
  static Talk asking(Out out, long from, long until) {
    return new Talk(out, false, from, until);
  }

  @Override
  public void wake(long now) {
    if (now < next) {
      return;
    }
    if (dialled) {
      out.transmit(CONN, EIGHT_BYTES);
    } else {
      out.dial(CONN, new Address(SERVER, PORT), Channel.STREAM);
      dialled = true;
    }
    next = now + PERIOD < until ? now + PERIOD : Time.NEVER;
  }

  @Override
  public long nextWake() {
    return next;
  }

  @Override
  public void received(Conn conn, Bytes bytes, long now) {
    if (answers) {
      out.transmit(conn, bytes);
    }
  }

  @Override
  public void opened(Conn conn, Peer peer, long now) {}

  @Override
  public void closed(Conn conn, Cause cause, long now) {}

  @Override
  public void answered(Ticket ticket, Answer answer, long now) {}

  @Override
  public void pushed(Push push, long now) {}
}
