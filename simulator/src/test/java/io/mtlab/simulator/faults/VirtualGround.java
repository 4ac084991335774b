package io.mtlab.simulator.faults;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.machine.Time;
import io.mtlab.simulator.network.DecisionLog;
import io.mtlab.simulator.network.Dice;
import io.mtlab.simulator.network.Passage;
import io.mtlab.simulator.network.PassageId;
import io.mtlab.simulator.network.Phases;
import io.mtlab.simulator.network.Surroundings;
import io.mtlab.simulator.network.Unit;
import io.mtlab.simulator.network.profile.NetworkProfile;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/** Time jumps from one moment at which something is due to the next. */
final class VirtualGround implements Ground {
  private final NetworkProfile profile;
  private final boolean datagrams;
  private final Phases phases = new Phases();
  private final Surroundings around =
      new Surroundings(new Dice(7), DecisionLog.NONE, 0).withPhases(phases);
  private final List<Connection> connections = new ArrayList<>();
  private long now;

  VirtualGround(NetworkProfile profile, boolean datagrams) {
    this.profile = profile;
    this.datagrams = datagrams;
  }

  @Override
  public Line connect() {
    Connection connection = new Connection(connections.size());
    connections.add(connection);
    return connection;
  }

  @Override
  public void phase(String name) {
    phases.begin(name, now);
    connections.forEach(connection -> connection.passage.wake(now));
  }

  @Override
  public void close() {}

  private record Piece(boolean atServer, Unit unit) {}

  private final class Connection implements Line, Passage.Ends {
    private final Queue<Piece> arrived = new ArrayDeque<>();
    private final Passage passage;

    Connection(int number) {
      PassageId id = new PassageId("link", 1, number);
      passage =
          datagrams
              ? Passage.ofDatagrams(id, profile, around, now, this)
              : new Passage(id, profile, FaultsSuite.SECRETS, around, now, this);
    }

    @Override
    public void toServer(Bytes bytes) {
      passage.fromClient(new Unit.Chunk(bytes), now);
    }

    @Override
    public void toClient(Bytes bytes) {
      passage.fromServer(new Unit.Chunk(bytes), now);
    }

    @Override
    public void toServer(Unit unit, long at) {
      arrived.add(new Piece(true, unit));
    }

    @Override
    public void toClient(Unit unit, long at) {
      arrived.add(new Piece(false, unit));
    }

    @Override
    public boolean deliver(Talk talk) {
      while (arrived.isEmpty() && passage.nextWake() != Time.NEVER) {
        now = Math.max(now, passage.nextWake());
        passage.wake(now);
      }
      Piece next = arrived.poll();
      if (next == null) {
        return false;
      }
      talk.arrived(next.atServer, next.unit, this);
      return true;
    }

    @Override
    public boolean isSilent(long nanos, Talk talk) {
      long until = now + nanos;
      while (arrived.isEmpty() && passage.nextWake() <= until) {
        now = Math.max(now, passage.nextWake());
        passage.wake(now);
      }
      if (arrived.isEmpty()) {
        now = until;
        return true;
      }
      deliver(talk);
      return false;
    }

    @Override
    public long now() {
      return now;
    }

    @Override
    public void close() {}
  }
}
