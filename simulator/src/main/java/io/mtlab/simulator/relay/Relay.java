package io.mtlab.simulator.relay;

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
import io.mtlab.simulator.network.PassageId;
import io.mtlab.simulator.network.Stages;
import io.mtlab.simulator.network.Surroundings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.ToIntFunction;

/**
 * The network of one link for datagrams. Peers that send to it are clients; for each it dials the
 * server, and between the two lies a {@link io.mtlab.simulator.network.Passage}.
 */
final class Relay implements Machine {
  /** The connections that are dialled are numbered from here, clear of those of clients. */
  private static final long FIRST_DIALLED = 1L << 48;

  private final Settings settings;
  private final Out out;

  /** Looked up, never walked. */
  private final Map<Conn, Crossing> crossings = new HashMap<>();

  private final TreeSet<Crossing> alarms =
      new TreeSet<>((one, other) -> {
        int order = Long.compare(one.alarmAt, other.alarmAt);
        return order != 0 ? order : Long.compare(one.client.number(), other.client.number());
      });

  private long dialled;
  private boolean stalled;

  /**
   * What a relay is told.
   *
   * @param link how the scenario and the decisions call it
   * @param server where it leads
   * @param stages what happens on the way
   * @param around where their chance comes from, and who hears of it
   * @param nodeOf a client's number by its host; 0 for one that is not known
   */
  record Settings(
      String link,
      Address server,
      Stages stages,
      Surroundings around,
      ToIntFunction<String> nodeOf) {}

  Relay(Settings settings, Out out) {
    this.settings = settings;
    this.out = out;
  }

  Settings settings() {
    return settings;
  }

  Out out() {
    return out;
  }

  boolean isStalled() {
    return stalled;
  }

  /** From now on nothing arrives on either side, or everything does again; says what was before. */
  boolean stall(boolean on) {
    boolean before = stalled;
    stalled = on;
    return before;
  }

  /** Stages may be due before their alarms ring. */
  void wakeAll(long now) {
    for (Crossing crossing : List.copyOf(alarms)) {
      crossing.wake(now);
      rearm(crossing);
    }
  }

  /** How many clients are known. */
  int crossings() {
    return alarms.size();
  }

  @Override
  public void opened(Conn conn, Peer peer, long now) {
    Crossing known = crossings.get(conn);
    if (known != null) {
      known.opened();
      return;
    }
    int node = settings.nodeOf.applyAsInt(peer.host());
    int connection = settings.around.counts().next(settings.link, node);
    Conn server = nextDialled();
    Crossing crossing =
        new Crossing(this, new PassageId(settings.link, node, connection), conn, server, now);
    crossings.put(conn, crossing);
    crossings.put(server, crossing);
    out.dial(server, settings.server, Channel.DATAGRAM);
    rearm(crossing);
  }

  @Override
  public void received(Conn conn, Bytes bytes, long now) {
    Crossing crossing = crossings.get(conn);
    if (crossing != null) {
      crossing.received(conn.equals(crossing.client), bytes, now);
      rearm(crossing);
    }
  }

  /** The server's port is closed, or the driver ends: the client's next datagram begins anew. */
  @Override
  public void closed(Conn conn, Cause cause, long now) {
    Crossing crossing = crossings.remove(conn);
    if (crossing != null) {
      Conn other = conn.equals(crossing.client) ? crossing.server : crossing.client;
      crossings.remove(other);
      alarms.remove(crossing);
      out.close(other, How.FIN);
    }
  }

  @Override
  public void wake(long now) {
    while (!alarms.isEmpty() && alarms.first().alarmAt <= now) {
      Crossing due = alarms.first();
      due.wake(now);
      if (due.isIdle(now)) {
        forget(due);
      } else {
        rearm(due);
      }
    }
  }

  /** All clients come to the server from other ports from now on; says how many. */
  int rebind() {
    for (Crossing crossing : alarms) {
      crossings.remove(crossing.server);
      out.close(crossing.server, How.FIN);
      Conn other = nextDialled();
      crossing.rebound(other);
      crossings.put(other, crossing);
      out.dial(other, settings.server, Channel.DATAGRAM);
    }
    return alarms.size();
  }

  private Conn nextDialled() {
    return new Conn(FIRST_DIALLED + dialled++);
  }

  private void forget(Crossing idle) {
    alarms.remove(idle);
    crossings.remove(idle.client);
    crossings.remove(idle.server);
    out.close(idle.client, How.FIN);
    out.close(idle.server, How.FIN);
  }

  private void rearm(Crossing crossing) {
    alarms.remove(crossing);
    crossing.alarmAt = crossing.nextWake();
    alarms.add(crossing);
  }

  @Override
  public long nextWake() {
    return alarms.isEmpty() ? Time.NEVER : alarms.first().alarmAt;
  }

  @Override
  public void answered(Ticket ticket, Answer answer, long now) {
    throw new IllegalStateException("a relay asks nobody");
  }

  @Override
  public void pushed(Push push, long now) {
    throw new IllegalStateException("a relay is told nothing");
  }
}
