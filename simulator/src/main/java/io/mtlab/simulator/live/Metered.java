package io.mtlab.simulator.live;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.crypto.Entropy;
import io.mtlab.mtproto.machine.Address;
import io.mtlab.mtproto.machine.Answer;
import io.mtlab.mtproto.machine.Cause;
import io.mtlab.mtproto.machine.Channel;
import io.mtlab.mtproto.machine.Conn;
import io.mtlab.mtproto.machine.Event;
import io.mtlab.mtproto.machine.How;
import io.mtlab.mtproto.machine.Machine;
import io.mtlab.mtproto.machine.Peer;
import io.mtlab.mtproto.machine.Push;
import io.mtlab.mtproto.machine.Request;
import io.mtlab.mtproto.machine.Ticket;
import io.mtlab.netty.Shard;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A machine between its driver and itself: its bytes are counted, its dialling is led elsewhere.
 */
final class Metered<M extends Machine> implements Machine {
  private final M machine;
  private final Traffic traffic;

  Metered(
      Shard shard,
      UnaryOperator<Address> routes,
      Traffic traffic,
      Function<? super Shard, ? extends M> making) {
    this.traffic = traffic;
    this.machine = making.apply(new Guided(shard, routes, traffic));
  }

  M machine() {
    return machine;
  }

  @Override
  public void opened(Conn conn, Peer peer, long now) {
    machine.opened(conn, peer, now);
  }

  @Override
  public void received(Conn conn, Bytes bytes, long now) {
    traffic.down(bytes.size());
    machine.received(conn, bytes, now);
  }

  @Override
  public void closed(Conn conn, Cause cause, long now) {
    machine.closed(conn, cause, now);
  }

  @Override
  public void answered(Ticket ticket, Answer answer, long now) {
    machine.answered(ticket, answer, now);
  }

  @Override
  public void pushed(Push push, long now) {
    machine.pushed(push, now);
  }

  @Override
  public void wake(long now) {
    machine.wake(now);
  }

  @Override
  public long nextWake() {
    return machine.nextWake();
  }

  private record Guided(Shard shard, UnaryOperator<Address> routes, Traffic traffic)
      implements Shard {
    @Override
    public void dial(Conn conn, Address to, Channel channel) {
      shard.dial(conn, routes.apply(to), channel);
    }

    @Override
    public void startTls(Conn conn, @Nullable Address server, Bytes already) {
      shard.startTls(conn, server, already);
    }

    @Override
    public void transmit(Conn conn, Bytes bytes) {
      traffic.up(bytes.size());
      shard.transmit(conn, bytes);
    }

    @Override
    public void close(Conn conn, How how) {
      shard.close(conn, how);
    }

    @Override
    public void ask(Ticket ticket, Request request) {
      shard.ask(ticket, request);
    }

    @Override
    public void happened(Event event) {
      shard.happened(event);
    }

    @Override
    public Entropy entropy() {
      return shard.entropy();
    }

    @Override
    public int loopNumber() {
      return shard.loopNumber();
    }
  }
}
