package io.mtlab.simulator.world;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.machine.Address;
import io.mtlab.mtproto.machine.Cause;
import io.mtlab.mtproto.machine.How;
import io.mtlab.mtproto.machine.Time;
import io.mtlab.simulator.network.Passage;
import io.mtlab.simulator.network.PassageId;
import io.mtlab.simulator.network.Stream;
import io.mtlab.simulator.network.Unit;
import io.mtlab.simulator.time.Happening;
import io.mtlab.simulator.time.Timeline;

/**
 * A client's datagram socket and the network between it and a server's port. Whose connection a
 * datagram belongs to is said by the server's doorman; to the network all are alike.
 */
final class DatagramPath implements Conduit, Passage.Ends, Happening {
  private final World world;
  private final Link link;
  private final Socket client;
  private final Node server;
  private final Passage passage;
  private Address from;
  private long alarm = Timeline.NO_HANDLE;
  private long alarmAt = Time.NEVER;

  DatagramPath(World world, PassageId id, Link link, Socket client, Node server) {
    this.world = world;
    this.link = link;
    this.client = client;
    this.server = server;
    this.from = new Address(client.node.host(), client.node.nextPort());
    passage = Passage.ofDatagrams(id, link.chain(), world.surroundings(), world.now(), this);
  }

  /** Where the server sees the datagrams come from. */
  Address from() {
    return from;
  }

  /**
   * A NAT on the way forgets the client, and gives it another port. What is sent to the old one is
   * lost.
   */
  void rebind() {
    from = new Address(from.host(), client.node.nextPort());
  }

  @Override
  public void send(Socket from, Bytes bytes, long now) {
    if (from.dialled) {
      world.moved(Stream.UPSTREAM, bytes.size(), now);
      passage.fromClient(new Unit.Chunk(bytes), now);
      rearm();
    } else if (this.from.equals(from.peer)) {
      reply(bytes, now);
    }
  }

  /** Sends a datagram from the server to the client. */
  void reply(Bytes bytes, long now) {
    passage.fromServer(new Unit.Chunk(bytes), now);
    rearm();
  }

  /** Nothing tells the other side. */
  @Override
  public void end(Socket from, How how, long now) {}

  /** There is no connection to cut. */
  @Override
  public void cut() {}

  @Override
  public void lose() {
    world.arrives(this, false, Unit.End.RST);
  }

  @Override
  public void arrive(boolean atServer, Unit unit, long now) {
    if (unit instanceof Unit.End && !atServer) {
      gone(Cause.UNREACHABLE, now);
      return;
    }
    if (!(unit instanceof Unit.Chunk(Bytes bytes)) || world.isStalled(link)) {
      return;
    }
    if (atServer) {
      if (world.isDown(link) || !server.received(bytes, this, now)) {
        refused(now);
      }
    } else if (client.open) {
      world.moved(Stream.DOWNSTREAM, bytes.size(), now);
      client.node.received(client, bytes, now);
    }
  }

  /** Nobody listens: the network says so. */
  private void refused(long now) {
    world.timeline().schedule(now + link.chain().oneWay(), at -> gone(Cause.REFUSED, at));
  }

  private void gone(Cause cause, long now) {
    if (client.open) {
      client.open = false;
      client.node.closed(client.conn, cause, now);
    }
  }

  @Override
  public void toServer(Unit unit, long now) {
    world.arrives(this, true, unit);
  }

  @Override
  public void toClient(Unit unit, long now) {
    world.arrives(this, false, unit);
  }

  @Override
  public void happen(long now) {
    alarm = Timeline.NO_HANDLE;
    alarmAt = Time.NEVER;
    passage.ring(now);
    rearm();
  }

  @Override
  public void wake(long now) {
    passage.wake(now);
    rearm();
  }

  private void rearm() {
    long at = passage.nextWake();
    if (at != alarmAt) {
      world.timeline().cancel(alarm);
      alarm = world.timeline().schedule(at, this);
      alarmAt = at;
    }
  }
}
