package io.mtlab.netty;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.crypto.Entropy;
import io.mtlab.mtproto.machine.Address;
import io.mtlab.mtproto.machine.Cause;
import io.mtlab.mtproto.machine.Channel;
import io.mtlab.mtproto.machine.Conn;
import io.mtlab.mtproto.machine.Event;
import io.mtlab.mtproto.machine.How;
import io.mtlab.mtproto.machine.Machine;
import io.mtlab.mtproto.machine.Peer;
import io.mtlab.mtproto.machine.Request;
import io.mtlab.mtproto.machine.Ticket;
import io.mtlab.mtproto.machine.Time;
import io.netty.util.collection.LongObjectHashMap;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One machine and its connections on their event loop; everything here happens there. Inputs go to
 * the machine, guarded: what it throws is reported and costs one connection. Outputs are noted at
 * the connections and carried out at the end of the turn.
 */
final class MachineHost<M extends Machine> implements Shard {
  private final Loop loop;
  private final HostOptions options;
  private final Wiring wiring;
  private final LongObjectHashMap<Wire> wires = new LongObjectHashMap<>();
  private final Set<io.netty.channel.Channel> passedOn = new LinkedHashSet<>();
  private final List<io.netty.channel.Channel> listeners = new ArrayList<>(0);
  private @Nullable M machine;
  private @Nullable InetAddress from;
  private int handle;
  private long accepted;
  private boolean touched;

  MachineHost(Loop loop, HostOptions options, Wiring wiring) {
    this.loop = loop;
    this.options = options;
    this.wiring = wiring;
    this.from = options.from();
  }

  // What the driver and the owner want.

  void enter(Function<? super Shard, ? extends M> making) {
    handle = loop.enter(this);
    try {
      machine = making.apply(this);
      touch();
    } catch (Throwable e) {
      loop.leave(handle);
      loop.failed(null, e);
      endAll();
    }
  }

  Loop loop() {
    return loop;
  }

  HostOptions options() {
    return options;
  }

  /** The local address that the machine dials from at present; null for any. */
  @Nullable InetAddress from() {
    return from;
  }

  /** From now on it dials from this address, and all its connections are cut. */
  void moveTo(InetAddress address) {
    from = address;
    for (Wire wire : List.copyOf(wires.values())) {
      wire.end(Cause.RST);
    }
  }

  Wiring wiring() {
    return wiring;
  }

  void run(Hosted.Task<? super M> task) {
    M present = machine;
    if (present != null) {
      try {
        task.run(present, loop.now());
      } catch (Throwable e) {
        loop.failed(null, e);
      }
      touch();
    }
  }

  <T> void look(Hosted.Query<? super M, T> query, CompletableFuture<T> found) {
    M present = machine;
    if (present == null) {
      found.completeExceptionally(new IllegalStateException("the machine is not there any more"));
      return;
    }
    try {
      found.complete(query.of(present, loop.now()));
    } catch (Throwable e) {
      found.completeExceptionally(e);
    }
    touch();
  }

  void listensOn(io.netty.channel.Channel listener) {
    listeners.add(listener);
  }

  void setReading(Conn conn, boolean reading) {
    Wire wire = wires.get(conn.number());
    if (wire != null) {
      wire.setReading(reading);
    }
  }

  long backlogBytes() {
    long sum = 0;
    for (Wire wire : wires.values()) {
      sum += wire.backlogBytes();
    }
    return sum;
  }

  int connections() {
    return wires.size();
  }

  /** The machine hears no more; what it wrote is delivered. */
  @SuppressWarnings("FutureReturnValueIgnored") // a listener that is closing needs no more from us
  void leave() {
    if (machine != null) {
      machine = null;
      loop.leave(handle);
      listeners.forEach(io.netty.channel.Channel::close);
      List.copyOf(passedOn).forEach(io.netty.channel.Channel::close);
      endAll();
    }
  }

  /** The driver is shutting down. */
  void shutDown() {
    for (Wire wire : List.copyOf(wires.values())) {
      wire.end(Cause.SHUTDOWN);
    }
    leave();
  }

  // What connections bring.

  Conn nextAccepted() {
    accepted++;
    return new Conn(accepted);
  }

  void opened(Wire wire, Peer peer) {
    M present = machine;
    if (present != null) {
      try {
        present.opened(wire.conn(), peer, loop.now());
      } catch (Throwable e) {
        failed(wire, e);
      }
      touch();
    }
  }

  void accepted(Wire wire, Peer peer) {
    if (machine == null) {
      wire.close(How.RST);
    } else if (wires.putIfAbsent(wire.conn().number(), wire) == null) {
      opened(wire, peer);
    } else {
      throw new IllegalStateException("the machine dialled with the number of " + wire.conn());
    }
  }

  void received(Wire wire, Bytes bytes) {
    M present = machine;
    if (present != null) {
      try {
        present.received(wire.conn(), bytes, loop.now());
      } catch (Throwable e) {
        failed(wire, e);
      }
      touch();
    }
  }

  void closed(Wire wire, Cause cause) {
    M present = machine;
    if (wire.equals(wires.remove(wire.conn().number())) && present != null) {
      try {
        present.closed(wire.conn(), cause, loop.now());
      } catch (Throwable e) {
        loop.failed(wire.conn(), e);
      }
      touch();
    }
  }

  void wake(long now) {
    M present = machine;
    if (present != null) {
      try {
        present.wake(now);
      } catch (Throwable e) {
        loop.failed(null, e);
      }
      touch();
    }
  }

  /** A stream is passed on to another server; says whether that is allowed. */
  boolean relays(io.netty.channel.Channel client) {
    return machine != null && passedOn.size() < Relay.RELAYS_MAX && passedOn.add(client);
  }

  void relaysNoMore(io.netty.channel.Channel client) {
    passedOn.remove(client);
  }

  /** At the end of the turn: when does the machine want to be woken? */
  void rearm() {
    touched = false;
    M present = machine;
    if (present != null) {
      try {
        loop.setAlarm(handle, present.nextWake());
      } catch (Throwable e) {
        loop.setAlarm(handle, Time.NEVER);
        loop.failed(null, e);
      }
    }
  }

  private void failed(Wire wire, Throwable why) {
    loop.failed(wire.conn(), why);
    wire.end(Cause.RST);
  }

  private void endAll() {
    for (Wire wire : List.copyOf(wires.values())) {
      close(wire.conn(), How.FIN);
    }
  }

  private void touch() {
    if (!touched) {
      touched = true;
      loop.touch(this);
    }
  }

  // What the machine wants.

  @Override
  public void dial(Conn conn, Address to, Channel channel) {
    Wire wire =
        channel == Channel.STREAM
            ? Link.dialling(this, conn, to)
            : DatagramLink.dialling(this, conn, to);
    if (wires.putIfAbsent(conn.number(), wire) != null) {
      throw new IllegalArgumentException(conn + " is in use");
    }
  }

  @Override
  public void transmit(Conn conn, Bytes bytes) {
    Wire wire = wires.get(conn.number());
    if (wire != null) {
      wire.transmit(bytes);
    }
  }

  @Override
  public void startTls(Conn conn, @Nullable Address server, Bytes already) {
    Wire wire = wires.get(conn.number());
    if (wire != null) {
      wire.startTls(server, already);
    }
  }

  @Override
  public void close(Conn conn, How how) {
    Wire wire = wires.remove(conn.number());
    if (wire != null) {
      wire.close(how);
    }
  }

  @Override
  public void ask(Ticket ticket, Request request) {
    options.asks().asked(ticket, request, loop.now());
  }

  @Override
  public void happened(Event event) {
    options.events().happened(event, loop.now());
  }

  @Override
  public Entropy entropy() {
    return loop.entropy();
  }

  @Override
  public int loopNumber() {
    return loop.number();
  }
}
