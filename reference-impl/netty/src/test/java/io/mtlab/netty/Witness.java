package io.mtlab.netty;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.machine.Address;
import io.mtlab.mtproto.machine.Answer;
import io.mtlab.mtproto.machine.Cause;
import io.mtlab.mtproto.machine.Channel;
import io.mtlab.mtproto.machine.Conn;
import io.mtlab.mtproto.machine.Machine;
import io.mtlab.mtproto.machine.Peer;
import io.mtlab.mtproto.machine.Push;
import io.mtlab.mtproto.machine.Ticket;
import io.mtlab.mtproto.machine.Time;
import java.net.InetSocketAddress;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A machine that tells what it sees, and sends back what it gets if it is told to. */
final class Witness implements Machine {
  private static final int PATIENCE_SECONDS = 20;

  /** What makes it fail. */
  static final Bytes BUG = Bytes.wrap(new byte[] {'!'});

  /** One input. */
  sealed interface Seen {}

  record Opened(Conn conn, Peer peer) implements Seen {}

  record Received(Conn conn, Bytes bytes) implements Seen {}

  record Closed(Conn conn, Cause cause) implements Seen {}

  record Answered(Ticket ticket, Answer answer) implements Seen {}

  record Woken(long now) implements Seen {}

  private final Shard out;
  private final BlockingQueue<Seen> seen;
  private final boolean echo;
  private long wakeAt = Time.NEVER;

  Witness(Shard out, BlockingQueue<Seen> seen, boolean echo) {
    this.out = out;
    this.seen = seen;
    this.echo = echo;
  }

  /** Where what is seen is waited for. */
  static BlockingQueue<Seen> queue() {
    return new LinkedBlockingQueue<>();
  }

  static Seen next(BlockingQueue<Seen> seen) throws InterruptedException {
    return Objects.requireNonNull(seen.poll(PATIENCE_SECONDS, TimeUnit.SECONDS), "nothing came");
  }

  /** Waits for so many bytes. */
  static Bytes receivedBytes(int count, BlockingQueue<Seen> seen) throws InterruptedException {
    Bytes all = Bytes.EMPTY;
    while (all.size() < count) {
      all = Bytes.concat(all, ((Received) next(seen)).bytes());
    }
    return all;
  }

  Shard out() {
    return out;
  }

  void dial(long conn, InetSocketAddress to) {
    out.dial(
        new Conn(conn),
        new Address(to.getAddress().getHostAddress(), to.getPort()),
        Channel.STREAM);
  }

  void wakeAt(long at) {
    wakeAt = at;
  }

  @Override
  public void opened(Conn conn, Peer peer, long now) {
    seen.add(new Opened(conn, peer));
  }

  @Override
  public void received(Conn conn, Bytes bytes, long now) {
    if (bytes.equals(BUG)) {
      throw new IllegalStateException("a bug");
    }
    if (echo) {
      out.transmit(conn, bytes);
    } else {
      seen.add(new Received(conn, bytes));
    }
  }

  @Override
  public void closed(Conn conn, Cause cause, long now) {
    seen.add(new Closed(conn, cause));
  }

  @Override
  public void answered(Ticket ticket, Answer answer, long now) {
    seen.add(new Answered(ticket, answer));
  }

  @Override
  public void pushed(Push push, long now) {
    throw new IllegalStateException("nobody pushes here");
  }

  @Override
  public void wake(long now) {
    if (now >= wakeAt) {
      wakeAt = Time.NEVER;
      seen.add(new Woken(now));
    }
  }

  @Override
  public long nextWake() {
    return wakeAt;
  }
}
