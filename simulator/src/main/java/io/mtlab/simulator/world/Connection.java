package io.mtlab.simulator.world;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.machine.Cause;
import io.mtlab.mtproto.machine.How;
import io.mtlab.mtproto.machine.Time;
import io.mtlab.simulator.network.Passage;
import io.mtlab.simulator.network.PassageId;
import io.mtlab.simulator.network.Stream;
import io.mtlab.simulator.network.Unit;
import io.mtlab.simulator.time.Happening;
import io.mtlab.simulator.time.Timeline;
import java.util.ArrayDeque;

/**
 * A virtual connection: two sockets and the passage between them, with one alarm. What leaves the
 * passage is handed to the world, which brings it to the machine when nobody is inside the passage.
 */
final class Connection implements Conduit, Passage.Ends, Happening {
  private final World world;
  private final Socket client;
  private final Socket server;
  private final Passage passage;
  private final Link link;

  /** What was sent while nothing passed. */
  private final ArrayDeque<Held> held = new ArrayDeque<>(0);

  private long alarm = Timeline.NO_HANDLE;
  private long alarmAt = Time.NEVER;

  private record Held(boolean fromClient, Unit unit) {}

  Connection(World world, PassageId id, Link link, Socket client, Socket server) {
    this.world = world;
    this.client = client;
    this.server = server;
    this.link = link;
    passage =
        new Passage(id, link.chain(), link.secrets(), world.surroundings(), world.now(), this);
    rearm();
  }

  @Override
  public void send(Socket from, Bytes bytes, long now) {
    if (from.dialled) {
      world.moved(Stream.UPSTREAM, bytes.size(), now);
    }
    enter(from, new Unit.Chunk(bytes), now);
  }

  @Override
  public void end(Socket from, How how, long now) {
    enter(from, how == How.FIN ? Unit.End.FIN : Unit.End.RST, now);
  }

  /** The network cuts it. */
  @Override
  public void cut() {
    world.arrives(this, true, Unit.End.RST);
    world.arrives(this, false, Unit.End.RST);
  }

  @Override
  public void lose() {
    world.arrives(this, false, Unit.End.RST);
  }

  /** Brings what left the passage to the machine at that side. */
  @Override
  public void arrive(boolean atServer, Unit unit, long now) {
    Socket socket = atServer ? server : client;
    if (!socket.open) {
      return;
    }
    switch (unit) {
      case Unit.Chunk(Bytes bytes) -> {
        if (!atServer) {
          world.moved(Stream.DOWNSTREAM, bytes.size(), now);
        }
        socket.node.received(socket, bytes, now);
      }
      case Unit.End(How how, boolean half) -> {
        socket.open = false;
        socket.node.closed(socket.conn, how == How.FIN ? Cause.FIN : Cause.RST, now);
        if (half) {
          enter(socket, Unit.End.FIN, now); // a machine that reads an end writes no more either
        }
      }
      case Unit.Frame _ -> throw new IllegalStateException("a frame left a passage unencoded");
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

  private void enter(Socket from, Unit unit, long now) {
    if (world.isStalled(link)) {
      held.add(new Held(from.dialled, unit));
    } else {
      enter(from.dialled, unit, now);
    }
  }

  private void enter(boolean fromClient, Unit unit, long now) {
    if (fromClient) {
      passage.fromClient(unit, now);
    } else {
      passage.fromServer(unit, now);
    }
    rearm();
  }

  /** The condition of a link has changed: what had to wait goes on, or everything is cut. */
  void conditionChanged(String changed, Condition condition, long now) {
    if (!link.name().equals(changed)) {
      return;
    }
    if (condition == Condition.DOWN) {
      cut();
    } else if (condition == Condition.OPEN) {
      release(now);
    }
  }

  private void release(long now) {
    for (Held next = held.poll(); next != null; next = held.poll()) {
      enter(next.fromClient(), next.unit(), now);
    }
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
