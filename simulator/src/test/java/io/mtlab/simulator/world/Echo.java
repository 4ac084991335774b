package io.mtlab.simulator.world;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.machine.Answer;
import io.mtlab.mtproto.machine.Cause;
import io.mtlab.mtproto.machine.Conn;
import io.mtlab.mtproto.machine.How;
import io.mtlab.mtproto.machine.Machine;
import io.mtlab.mtproto.machine.Out;
import io.mtlab.mtproto.machine.Peer;
import io.mtlab.mtproto.machine.Push;
import io.mtlab.mtproto.machine.Ticket;
import io.mtlab.mtproto.machine.Time;

/** Sends back what comes; a single zero byte makes it end the connection. */
public final class Echo implements Machine {
  final Out out;
  public int connections;
  int gone;

  /** Sends to this. */
  public Echo(Out out) {
    this.out = out;
  }

  @Override
  public void opened(Conn conn, Peer peer, long now) {
    connections++;
  }

  @Override
  public void received(Conn conn, Bytes bytes, long now) {
    if (bytes.size() == 1 && bytes.at(0) == 0) {
      out.close(conn, How.FIN);
    } else {
      out.transmit(conn, bytes);
    }
  }

  @Override
  public void closed(Conn conn, Cause cause, long now) {
    gone++;
  }

  @Override
  public void answered(Ticket ticket, Answer answer, long now) {}

  @Override
  public void pushed(Push push, long now) {}

  @Override
  public void wake(long now) {}

  @Override
  public long nextWake() {
    return Time.NEVER;
  }
}
