package io.mtlab.simulator.world;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.machine.Address;
import io.mtlab.mtproto.machine.Cause;
import io.mtlab.mtproto.machine.Channel;
import io.mtlab.mtproto.machine.Conn;
import io.mtlab.mtproto.machine.Doorman;
import io.mtlab.mtproto.machine.Event;
import io.mtlab.mtproto.machine.How;
import io.mtlab.mtproto.machine.Machine;
import io.mtlab.mtproto.machine.Out;
import io.mtlab.mtproto.machine.Peer;
import io.mtlab.mtproto.machine.Request;
import io.mtlab.mtproto.machine.Ticket;
import io.mtlab.mtproto.machine.Time;
import io.mtlab.simulator.time.Happening;
import io.mtlab.simulator.time.Timeline;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A machine's place in a world: its name and number, its connections and its one alarm. */
public final class Node implements Out, Happening {
  /** So often a machine may ask to be woken without time going on. */
  private static final int WAKES_AT_ONCE_MAX = 10_000;

  /** Connections that peers opened are numbered from here, clear of those that were dialled. */
  private static final long FIRST_ACCEPTED = 1L << 48;

  private static final int FIRST_PORT = 49_152;
  private static final int PORT_MAX = 65_535;

  private final World world;
  private final String name;
  private final int number;
  private Machine machine;

  /** In the order in which they were made. */
  private final SequencedMap<Conn, Socket> sockets = new LinkedHashMap<>(4);

  /** The socket that was written to last. */
  private @Nullable Socket latest;

  private boolean listening;
  private @Nullable Guests guests;
  private int ports;
  private int places;
  private long accepted;
  private long alarm = Timeline.NO_HANDLE;
  private long alarmAt = Time.NEVER;
  private long wokenAt;
  private int wakesAtOnce;

  Node(World world, String name, int number, Function<? super Out, ? extends Machine> machine) {
    this.world = world;
    this.name = name;
    this.number = number;
    this.machine = machine.apply(this);
  }

  /** What other nodes dial, and the trace writes. */
  public String name() {
    return name;
  }

  /** Counts the nodes of the world from 0, in the order in which they were added. */
  public int number() {
    return number;
  }

  /** From now on connections to this node are accepted. */
  public Node listen() {
    listening = true;
    return this;
  }

  /** From now on datagrams to this node are taken; {@code doorman} says whose each is. */
  public Node listen(Doorman doorman) {
    guests = new Guests(this, doorman);
    return this;
  }

  /**
   * A NAT on the way forgets this node: its datagrams come from other ports from now on, and the
   * connections of streams are reset.
   */
  public void rebind() {
    for (Socket socket : List.copyOf(sockets.values())) {
      if (socket.dialled && socket.conduit instanceof DatagramPath path) {
        path.rebind();
      } else if (socket.dialled && socket.conduit != null) {
        socket.conduit.cut();
      }
    }
  }

  /**
   * The node goes to another network, where it has another address. What it dialled from the old
   * one ends here; nobody tells the other side.
   */
  public void roam() {
    places++;
    for (Socket socket : List.copyOf(sockets.values())) {
      if (socket.dialled && socket.conduit != null) {
        socket.conduit.lose();
      }
    }
  }

  /** The address from which peers see this node come: its name, and where it has roamed to. */
  String host() {
    return places == 0 ? name : name + "@" + places;
  }

  /**
   * The node's program ends: connections are cut, new ones are refused, and nobody hears datagrams
   * until it {@link #listen listens} again.
   */
  public void stop() {
    listening = false;
    guests = null;
    for (Socket socket : List.copyOf(sockets.values())) {
      if (socket.conduit instanceof DatagramPath) {
        socket.open = false;
        forget(socket.conn);
      }
    }
    cutConnections();
  }

  /** Another machine takes the place of the node's; that one is told nothing more. */
  public void become(Function<? super Out, ? extends Machine> other) {
    machine = other.apply(this);
    rearm();
  }

  /** From now on connections to this node are refused; those that stand go on. */
  public void stopListening() {
    listening = false;
  }

  /** Cuts all connections that stand: both sides hear of it now, what was on its way is lost. */
  public void cutConnections() {
    for (Socket socket : List.copyOf(sockets.values())) {
      if (socket.conduit != null) {
        socket.conduit.cut();
      }
    }
  }

  boolean isListening() {
    return listening;
  }

  /**
   * Gives the machine an input of its owner's at a time: a command, a start.
   *
   * @param at not before the present
   */
  public void schedule(long at, Happening input) {
    world
        .timeline()
        .schedule(
            at,
            now -> {
              world.events().add(Events.Kind.COMMAND, number, 0, now);
              input.happen(now);
              rearm();
            });
  }

  @Override
  public void dial(Conn conn, Address to, Channel channel) {
    Socket socket = new Socket(this, conn, true);
    if (sockets.putIfAbsent(conn, socket) != null) {
      throw new IllegalStateException(name + " dials " + conn + " twice");
    }
    if (channel == Channel.STREAM) {
      world.dial(socket, to);
    } else {
      world.dialDatagrams(socket, to);
    }
  }

  @Override
  public void transmit(Conn conn, Bytes bytes) {
    Socket socket = socket(conn);
    if (socket != null && socket.conduit != null) {
      socket.conduit.send(socket, bytes, world.timeline().now());
    }
  }

  /** Most nodes have one, and say several things to it. */
  private @Nullable Socket socket(Conn conn) {
    Socket socket = latest;
    if (socket == null || !socket.conn.equals(conn)) {
      socket = sockets.get(conn);
      latest = socket;
    }
    return socket;
  }

  private @Nullable Socket forget(Conn conn) {
    latest = null;
    return sockets.remove(conn);
  }

  /** In a world nobody listens in: TLS changes nothing, so a peer's real one has no end here. */
  @Override
  public void startTls(Conn conn, @Nullable Address server, Bytes already) {
    if (!already.isEmpty()) {
      close(conn, How.FIN);
      world.timeline().schedule(world.timeline().now(), now -> closed(conn, Cause.FIN, now));
    }
  }

  @Override
  public void close(Conn conn, How how) {
    Socket socket = forget(conn);
    if (socket != null) {
      socket.open = false;
      if (guests != null && !socket.dialled) {
        guests.left(socket);
      }
      if (socket.conduit != null) {
        socket.conduit.end(socket, how, world.timeline().now());
      }
    }
  }

  @Override
  public void ask(Ticket ticket, Request request) {
    throw new IllegalStateException(name + " asks, but nothing stands behind it in a world");
  }

  @Override
  public void happened(Event event) {
    world.happened(this, event);
  }

  /** The alarm rings. */
  @Override
  public void happen(long now) {
    alarm = Timeline.NO_HANDLE;
    alarmAt = Time.NEVER;
    wakesAtOnce = now == wokenAt ? wakesAtOnce + 1 : 0;
    wokenAt = now;
    if (wakesAtOnce > WAKES_AT_ONCE_MAX) {
      throw new IllegalStateException(name + " wants to be woken again and again at one time");
    }
    world.events().add(Events.Kind.WAKE, number, 0, now);
    machine.wake(now);
    rearm();
  }

  /** The condition of a link has changed, for the connections that this node dialled. */
  void conditionChanged(String link, Condition condition, long now) {
    for (Socket socket : List.copyOf(sockets.values())) {
      if (socket.dialled && socket.conduit instanceof Connection connection) {
        connection.conditionChanged(link, condition, now);
      }
    }
  }

  /** A phase has begun, for the connections that this node dialled. */
  void phaseChanged(long now) {
    for (Socket socket : List.copyOf(sockets.values())) {
      if (socket.dialled && socket.conduit != null) {
        socket.conduit.wake(now);
      }
    }
  }

  /** A port for the next socket for datagrams. */
  int nextPort() {
    return FIRST_PORT + ports++ % (PORT_MAX - FIRST_PORT);
  }

  /** A datagram reaches this node. Says whether anybody listens. */
  boolean received(Bytes datagram, DatagramPath from, long now) {
    if (guests == null) {
      return false;
    }
    guests.received(datagram, from, now);
    return true;
  }

  /** A socket for a connection that a peer opens. */
  Socket accept() {
    Socket socket = new Socket(this, new Conn(FIRST_ACCEPTED + accepted), false);
    accepted++;
    sockets.put(socket.conn, socket);
    return socket;
  }

  void opened(Socket socket, Peer peer, long now) {
    world.events().add(Events.Kind.OPENED, number, 0, now);
    machine.opened(socket.conn, peer, now);
    rearm();
  }

  void received(Socket socket, Bytes bytes, long now) {
    world.events().add(Events.Kind.RECEIVED, number, bytes.size(), now);
    machine.received(socket.conn, bytes, now);
    rearm();
  }

  void closed(Conn conn, Cause cause, long now) {
    forget(conn);
    world.events().closed(number, cause, now);
    machine.closed(conn, cause, now);
    rearm();
  }

  void rearm() {
    long wanted = machine.nextWake();
    long at = Math.max(wanted, world.timeline().now());
    if (at != alarmAt) {
      world.timeline().cancel(alarm);
      alarm = world.timeline().schedule(at, this);
      alarmAt = at;
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
