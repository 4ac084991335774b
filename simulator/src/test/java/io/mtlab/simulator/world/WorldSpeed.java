package io.mtlab.simulator.world;

import io.mtlab.mtproto.machine.Time;
import io.mtlab.simulator.network.profile.NetworkProfile;
import io.mtlab.simulator.seed.Seeds;
import io.mtlab.simulator.trace.Trace;
import java.lang.management.ManagementFactory;

/**
 * Lets many tickers talk to an echo over delayed links and says how many events a second of CPU
 * time handles: a program, no test. The arguments are the number of clients and the seconds that
 * they tick, ten times a second.
 */
final class WorldSpeed {
  private static final int TICKS_PER_SECOND = 10;

  private WorldSpeed() {}

  public static void main(String[] arguments) {
    int clients = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 10_000;
    int seconds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 20;
    for (int round = 0; round < 3; round++) {
      measure(clients, seconds, round);
    }
  }

  private static void measure(int clients, int seconds, long seed) {
    NetworkProfile profile =
        NetworkProfile.NONE.withDelay(40 * Time.MILLISECOND, 15 * Time.MILLISECOND);
    World world = new World(new Seeds(seed), Links.all(new Link("link", profile)), Trace.NONE);
    world.add("server", Echo::new).listen();
    for (int i = 1; i <= clients; i++) {
      String name = "client-" + i;
      Ticker[] made = new Ticker[1];
      Node node =
          world.add(
              name,
              out -> {
                made[0] =
                    new Ticker(
                        out, name, Time.SECOND / TICKS_PER_SECOND, seconds * TICKS_PER_SECOND);
                return made[0];
              });
      node.schedule(
          world.now() + world.seeds().chance(name).nextLong(Time.SECOND),
          now -> made[0].dial("server"));
    }
    long began = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    world.runUntilIdle(Time.NEVER);
    double took = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - began;
    long events = world.timeline().happened() + world.inputs();
    System.out.printf(
        "%,d clients: %,d inputs of machines, %,d events, %.2f M events/s%n",
        clients, world.inputs(), events, events * 1e3 / took);
  }
}
