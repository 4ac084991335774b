package io.mtlab.scenario.bench;

import io.mtlab.scenario.bench.Figure.Target;
import io.mtlab.scenario.serve.EnvironmentException;
import io.mtlab.simulator.toxiproxy.backend.BackendException;
import io.mtlab.simulator.toxiproxy.backend.ProcessBackend;
import io.mtlab.simulator.toxiproxy.backend.ToxiproxyBinary;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * {@code mtlab bench proxy}: the embedded Toxiproxy beside the real one and beside no proxy, each
 * in a process of its own, taking turns. Bytes a second, messages a second, the latency that is
 * added and the processor time, with no toxic, with {@code latency} and with {@code bandwidth}; and
 * what it costs to look for frames.
 */
public final class ProxyBench {
  private static final int MANY = 1_000;
  private static final int FOUR = 4;
  private static final double MB = 1e6;
  private static final double MB_PER_GB = 1e3;
  private static final double PER_US = 1e6;
  private static final double P50 = 0.5;
  private static final double P99 = 0.99;

  private static final Target T19 = new Target("T19", 1.0, true);
  private static final Target T20 = new Target("T20", 1.0, true);
  private static final Target T21 = new Target("T21", 1.0, false);
  private static final Target T22 = new Target("T22", 0.6, true);

  private final Manner manner;
  private final Consumer<String> progress;
  private final List<Figure> figures = new ArrayList<>();

  /**
   * How it is measured.
   *
   * @param rounds of each measure on each way; the median counts
   * @param seconds that each takes
   * @param real whether the real server takes part
   */
  public record Manner(int rounds, double seconds, boolean real) {}

  /**
   * A bench that has not begun.
   *
   * @param progress hears what is being measured
   */
  public ProxyBench(Manner manner, Consumer<String> progress) {
    this.manner = manner;
    this.progress = progress;
  }

  /**
   * Measures everything; minutes.
   *
   * @throws EnvironmentException when the real server cannot be had
   */
  public List<Figure> run() throws IOException, EnvironmentException, InterruptedException {
    try (OwnProxy own = OwnProxy.start();
        ProcessBackend real = manner.real() ? real() : null;
        Echo echo = new Echo(0);
        Echo framed = new Echo(Load.TAG.length)) {
      Way other = real == null ? null : new Way(real.api(), real.pid());
      warmUp(own.way(), echo.address());
      for (Setup setup : Setup.values()) {
        setup(setup, own.way(), other, echo.address());
      }
      frames(own.way(), framed.address());
    }
    return List.copyOf(figures);
  }

  private void warmUp(Way own, InetSocketAddress echo)
      throws IOException, EnvironmentException, InterruptedException {
    progress.accept("nothing yet: warming up");
    List<Lane> lanes = new ArrayList<>();
    for (Setup setup : Setup.values()) {
      lanes.add(lane("warm-up-" + setup.id(), setup, own, echo));
    }
    WarmUp.of(own, lanes);
  }

  private static ProcessBackend real() throws EnvironmentException, InterruptedException {
    try {
      return ProcessBackend.start(ToxiproxyBinary.find(System.getenv()), List.of());
    } catch (BackendException e) {
      throw new EnvironmentException(e.getMessage() + "; --without-real leaves it out", e);
    }
  }

  private void setup(Setup setup, Way own, @Nullable Way other, InetSocketAddress echo)
      throws IOException, EnvironmentException, InterruptedException {
    List<Lane> lanes = new ArrayList<>();
    lanes.add(new Lane(null, echo));
    String name = "bench-" + setup.id();
    lanes.add(lane(name, setup, own, echo));
    if (other != null) {
      lanes.add(lane(name, setup, other, echo));
    }
    boolean plain = setup == Setup.NONE;
    Rounds one = rounds(setup, "1 connection", lanes, load -> new double[] {load.bytes(1) / MB});
    add(setup, "bytes-1", "MB/s, 1 connection, 64 KiB writes", one, plain ? T19 : null);
    Rounds four =
        rounds(setup, "4 connections", lanes, load -> new double[] {load.bytes(FOUR) / MB});
    add(setup, "bytes-4", "MB/s, 4 connections", four, plain ? T19 : null);
    addCpu(setup, "cpu", "CPU s per GB, 1 connection", one.cpu(MB_PER_GB), plain ? T21 : null);
    Rounds many =
        rounds(setup, "1,000 connections", lanes, load -> new double[] {load.echoes(MANY)});
    add(setup, "echoes-1000", "messages/s, 1,000 connections, 100 B", many, plain ? T20 : null);
    addCpu(setup, "cpu-1000", "CPU us per message, 1,000 connections", many.cpu(PER_US), null);
    latency(setup, lanes);
  }

  private void latency(Setup setup, List<Lane> lanes) throws IOException, InterruptedException {
    Rounds ping =
        rounds(
            setup,
            "latency",
            lanes,
            load -> {
              double[] sorted = load.pingPong();
              return new double[] {quantile(sorted, P50), quantile(sorted, P99)};
            });
    for (int i = 0; i < 2; i++) {
      double direct = ping.median(0, i);
      double due = direct + setup.meantUs();
      Double other = ping.medianOrNull(2, i);
      String quantile = i == 0 ? "p50" : "p99";
      figures.add(
          new Figure(
              quantile + "-" + setup.id(),
              "us added to a 100 B round trip, " + quantile + ", " + setup.words(),
              direct,
              ping.median(1, i) - due,
              other == null ? null : other - due,
              setup == Setup.NONE ? T21 : null));
    }
  }

  /** Looking for frames, with 1 % lost and 1 % overtaken, beside the same proxy that does not. */
  private void frames(Way own, InetSocketAddress echo)
      throws IOException, EnvironmentException, InterruptedException {
    InetSocketAddress plain = own.proxy("unframed", echo, "");
    InetSocketAddress framed = own.proxy("framed", echo, ",\"framing\":\"mtproto\"");
    for (String stream : List.of("upstream", "downstream")) {
      for (String fault : List.of("loss", "reorder")) {
        own.post(
            "/proxies/framed/faults",
            "{\"type\":\"%s\",\"stream\":\"%s\",\"attributes\":{\"probability\":0.01}}"
                .formatted(fault, stream));
      }
    }
    List<Lane> lanes = List.of(new Lane(own, plain), new Lane(own, framed));
    Rounds rounds = rounds(Setup.NONE, "frames", lanes, load -> new double[] {load.frames(MANY)});
    String about = ", 1,000 connections, 1 % lost, 1 % overtaken; beside: no framing";
    double framedRate = rounds.median(1, 0);
    figures.add(
        new Figure("frames", "frames/s" + about, null, framedRate, rounds.median(0, 0), T22));
    double[] cpu = rounds.cpu(PER_US);
    figures.add(new Figure("cpu-frames", "CPU us per frame" + about, null, cpu[1], cpu[0], null));
  }

  private void add(Setup setup, String id, String about, Rounds rounds, @Nullable Target target) {
    figures.add(
        new Figure(
            id + "-" + setup.id(),
            about + ", " + setup.words(),
            rounds.median(0, 0),
            rounds.median(1, 0),
            rounds.medianOrNull(2, 0),
            target));
  }

  private void addCpu(Setup setup, String id, String about, double[] cpu, @Nullable Target target) {
    Double other = cpu.length > 2 ? (Double) cpu[2] : null;
    figures.add(
        new Figure(
            id + "-" + setup.id(), about + ", " + setup.words(), null, cpu[1], other, target));
  }

  private static Lane lane(String name, Setup setup, Way way, InetSocketAddress echo)
      throws IOException, EnvironmentException, InterruptedException {
    InetSocketAddress listens = way.proxy(name, echo, "");
    for (String body : setup.bodies()) {
      way.post("/proxies/" + name + "/toxics", body);
    }
    return new Lane(way, listens);
  }

  private Rounds rounds(Setup setup, String what, List<Lane> lanes, Measure measure)
      throws IOException, InterruptedException {
    progress.accept(what + ", " + setup.words());
    return Rounds.of(lanes, manner, measure);
  }

  private static double quantile(double[] sorted, double quantile) {
    return sorted[(int) (sorted.length * quantile)];
  }

  /** What takes its turn: a way, or none, and where its clients connect. */
  record Lane(@Nullable Way way, InetSocketAddress address) {}

  /** One measurement, with one or several results. */
  interface Measure {
    double[] of(Load load) throws IOException, InterruptedException;
  }
}
