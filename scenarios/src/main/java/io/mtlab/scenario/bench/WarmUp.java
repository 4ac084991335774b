package io.mtlab.scenario.bench;

import java.io.IOException;
import java.util.List;

/**
 * What comes before the first measurement: a cold JVM is several times slower. Every load, until
 * the compiler has little left to do, which on a busy machine takes long; the real server has
 * nothing to warm.
 */
final class WarmUp {
  private static final int LAPS_MIN = 2;
  private static final int LAPS_MAX = 10;
  private static final double SECONDS = 0.5;
  private static final int CONNECTIONS = 1_000;

  /** Of the processor time of a lap: what is left when all that is hot has been compiled. */
  private static final double COMPILER_SHARE_MAX = 0.05;

  private WarmUp() {}

  /** Puts a proxy's process under load on these lanes. */
  static void of(Way way, List<ProxyBench.Lane> lanes) throws IOException, InterruptedException {
    boolean warm = false;
    for (int lap = 0; lap < LAPS_MAX && !warm; lap++) {
      double compiler = way.compilerSeconds();
      double all = way.cpuSeconds();
      for (ProxyBench.Lane lane : lanes) {
        Load load = new Load(lane, SECONDS);
        load.echoes(CONNECTIONS);
        load.bytes(1);
      }
      double share = (way.compilerSeconds() - compiler) / (way.cpuSeconds() - all);
      warm = lap + 1 >= LAPS_MIN && share < COMPILER_SHARE_MAX;
    }
  }
}
