package io.mtlab.simulator.relay;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.machine.Conn;
import io.mtlab.mtproto.machine.Time;
import io.mtlab.simulator.network.Passage;
import io.mtlab.simulator.network.PassageId;
import io.mtlab.simulator.network.Stream;
import io.mtlab.simulator.network.Unit;
import java.util.ArrayDeque;

/** One client's way through the relay: its two connections and the passage between them. */
final class Crossing implements Passage.Ends {
  /**
   * So many bytes wait in one direction; more are lost, as in the queue of a router. A megabyte is
   * what a line of 30 Mbit/s carries in a quarter of a second.
   */
  static final int QUEUE_BYTES_MAX = 1 << 20;

  /** A crossing over which nothing has passed for so long is forgotten (RFC 4787, 4.3). */
  static final long IDLE_MAX = 2 * Time.MINUTE;

  final Conn client;
  Conn server;
  private final Relay relay;
  private final Passage passage;

  /** What left the passage before the socket to the server was there. */
  private final ArrayDeque<Bytes> early = new ArrayDeque<>(2);

  private int earlyBytes;
  private boolean dialled;
  private long heardAt;

  /** When it wants to be woken; kept by the relay. */
  long alarmAt = Time.NEVER;

  Crossing(Relay relay, PassageId id, Conn client, Conn server, long now) {
    this.relay = relay;
    this.client = client;
    this.server = server;
    this.heardAt = now;
    Relay.Settings settings = relay.settings();
    this.passage = Passage.ofDatagrams(id, settings.stages(), settings.around(), now, this);
  }

  /** A datagram came in at one side. */
  void received(boolean fromClient, Bytes datagram, long now) {
    heardAt = now;
    Stream stream = fromClient ? Stream.UPSTREAM : Stream.DOWNSTREAM;
    if (passage.lane(stream).heldBytes() + datagram.size() > QUEUE_BYTES_MAX) {
      return;
    }
    Unit unit = new Unit.Chunk(datagram);
    if (fromClient) {
      passage.fromClient(unit, now);
    } else {
      passage.fromServer(unit, now);
    }
  }

  /** The socket to the server is there. */
  void opened() {
    dialled = true;
    for (Bytes next = early.poll(); next != null; next = early.poll()) {
      relay.out().transmit(server, next);
    }
    earlyBytes = 0;
  }

  /** The NAT has forgotten it: from now on it comes to the server from another port. */
  void rebound(Conn other) {
    server = other;
    dialled = false;
  }

  void wake(long now) {
    passage.wake(now);
  }

  long nextWake() {
    return Math.min(passage.nextWake(), heardAt + IDLE_MAX);
  }

  boolean isIdle(long now) {
    return now - heardAt >= IDLE_MAX;
  }

  @Override
  public void toServer(Unit unit, long now) {
    if (!(unit instanceof Unit.Chunk(Bytes datagram)) || relay.isStalled()) {
      return;
    }
    if (dialled) {
      relay.out().transmit(server, datagram);
    } else if (earlyBytes + datagram.size() <= QUEUE_BYTES_MAX) {
      early.add(datagram);
      earlyBytes += datagram.size();
    }
  }

  @Override
  public void toClient(Unit unit, long now) {
    if (unit instanceof Unit.Chunk(Bytes datagram) && !relay.isStalled()) {
      relay.out().transmit(client, datagram);
    }
  }
}
