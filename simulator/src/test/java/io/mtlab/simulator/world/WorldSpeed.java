package io.mtlab.simulator.world;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.machine.Address;
import io.mtlab.mtproto.machine.Answer;
import io.mtlab.mtproto.machine.Cause;
import io.mtlab.mtproto.machine.Channel;
import io.mtlab.mtproto.machine.Conn;
import io.mtlab.mtproto.machine.Machine;
import io.mtlab.mtproto.machine.Out;
import io.mtlab.mtproto.machine.Peer;
import io.mtlab.mtproto.machine.Push;
import io.mtlab.mtproto.machine.Ticket;
import io.mtlab.mtproto.machine.Time;
import io.mtlab.simulator.network.profile.NetworkProfile;
import io.mtlab.simulator.seed.Seeds;
import io.mtlab.simulator.trace.Trace;
import java.lang.management.ManagementFactory;

/**
 * Lets many clients talk to an echo over delayed links and says how many events a second of CPU
 * time handles: a program, no test. The arguments are the number of clients and the seconds for
 * which each of them sends, ten times a second.
 */
final class WorldSpeed {
  private static final int ROUNDS = 5;
  private static final long PERIOD = Time.SECOND / 10;
  private static final Bytes EIGHT_BYTES = Bytes.wrap(new byte[Long.BYTES]);

  private WorldSpeed() {}

  public static void main(String[] arguments) {
    int clients = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 10_000;
    int seconds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 20;
    for (int round = 0; round < ROUNDS; round++) {
      measure(clients, seconds * Time.SECOND, round);
    }
  }

  private static void measure(int clients, long time, long seed) {
    NetworkProfile profile =
        NetworkProfile.NONE.withDelay(40 * Time.MILLISECOND, 15 * Time.MILLISECOND);
    World world = new World(new Seeds(seed), Links.all(new Link("link", profile)), Trace.NONE);
    world.add("server", Echo::new).listen();
    for (int i = 1; i <= clients; i++) {
      String name = "client-" + i;
      long from = world.now() + world.seeds().chance(name).nextLong(Time.SECOND);
      world.add(name, out -> new Caller(out, from, from + time));
    }
    long began = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    world.runUntilIdle(Time.NEVER);
    double took = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - began;
    long events = world.timeline().happened() + world.inputs();
    System.out.printf(
        "%,d clients: %,d inputs of machines, %,d events, %.2f M events/s%n",
        clients, world.inputs(), events, events * 1e3 / took);
  }

  /** Dials at a time, and sends from then on to another. */
  private static final class Caller implements Machine {
    private static final Conn CONN = new Conn(0);

    private final Out out;
    private final long to;
    private boolean dialled;
    private long next;

    Caller(Out out, long from, long to) {
      this.out = out;
      this.next = from;
      this.to = to;
    }

    @Override
    public void wake(long now) {
      if (now < next) {
        return;
      }
      if (dialled) {
        out.transmit(CONN, EIGHT_BYTES);
      } else {
        out.dial(CONN, new Address("server", 443), Channel.STREAM);
        dialled = true;
      }
      next = now + PERIOD < to ? now + PERIOD : Time.NEVER;
    }

    @Override
    public long nextWake() {
      return next;
    }

    @Override
    public void opened(Conn conn, Peer peer, long now) {}

    @Override
    public void received(Conn conn, Bytes bytes, long now) {}

    @Override
    public void closed(Conn conn, Cause cause, long now) {}

    @Override
    public void answered(Ticket ticket, Answer answer, long now) {}

    @Override
    public void pushed(Push push, long now) {}
  }
}
