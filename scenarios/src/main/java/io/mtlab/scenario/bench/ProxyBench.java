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
import java.util.Locale;
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
      for (Setup setup : Setup.values()) {
        setup(setup, own.way(), other, echo.address());
      }
      frames(own.way(), framed.address());
    }
    return List.copyOf(figures);
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
    lanes.add(lane(setup, own, echo));
    if (other != null) {
      lanes.add(lane(setup, other, echo));
    }
    boolean plain = setup == Setup.NONE;
    String with = ", " + setup.words();
    String id = setup.name().toLowerCase(Locale.ROOT);
    Rounds one =
        rounds("bytes/s, 1 connection" + with, lanes, load -> new double[] {load.bytes(1)});
    figures.add(
        new Figure(
            "bytes-1-" + id,
            "MB/s, 1 connection, 64 KiB writes" + with,
            one.median(0, 0) / 1e6,
            one.median(1, 0) / 1e6,
            scaled(one.medianOrNull(2, 0), 1e-6),
            plain ? T19 : null));
    Rounds four =
        rounds("bytes/s, 4 connections" + with, lanes, load -> new double[] {load.bytes(FOUR)});
    figures.add(
        new Figure(
            "bytes-4-" + id,
            "MB/s, 4 connections" + with,
            four.median(0, 0) / 1e6,
            four.median(1, 0) / 1e6,
            scaled(four.medianOrNull(2, 0), 1e-6),
            plain ? T19 : null));
    figures.add(
        new Figure(
            "cpu-" + id,
            "CPU seconds per GB, 1 connection" + with,
            null,
            one.cpuPerGb(1),
            one.cpuPerGbOrNull(2),
            plain ? T21 : null));
    Rounds many = rounds("messages/s" + with, lanes, load -> new double[] {load.echoes(MANY)});
    figures.add(
        new Figure(
            "echoes-1000-" + id,
            "messages/s, 1,000 connections, 100 B" + with,
            many.median(0, 0),
            many.median(1, 0),
            many.medianOrNull(2, 0),
            plain ? T20 : null));
    figures.add(
        new Figure(
            "cpu-1000-" + id,
            "CPU us per message, 1,000 connections" + with,
            null,
            many.cpuUsPerMessage(1),
            many.cpuUsPerMessageOrNull(2),
            null));
    latency(setup, lanes);
  }

  private void latency(Setup setup, List<Lane> lanes) throws IOException, InterruptedException {
    Rounds ping =
        rounds(
            "latency, " + setup.words(),
            lanes,
            load -> {
              double[] sorted = load.pingPong();
              return new double[] {quantile(sorted, 0.5), quantile(sorted, 0.99)};
            });
    String id = setup.name().toLowerCase(Locale.ROOT);
    for (int i = 0; i < 2; i++) {
      String name = i == 0 ? "p50" : "p99";
      double direct = ping.median(0, i) + setup.meantUs();
      Double other = ping.medianOrNull(2, i);
      figures.add(
          new Figure(
              name + "-" + id,
              "us added to a 100 B round trip, " + name + ", " + setup.words(),
              ping.median(0, i),
              ping.median(1, i) - direct,
              other == null ? null : other - direct,
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
    Rounds rounds = rounds("frames/s", lanes, load -> new double[] {load.frames(MANY)});
    figures.add(
        new Figure(
            "frames-1000",
            "frames/s, 1,000 connections, 1 % lost, 1 % overtaken; beside: no framing",
            null,
            rounds.median(1, 0),
            rounds.median(0, 0),
            T22));
    figures.add(
        new Figure(
            "cpu-frames-1000",
            "CPU us per frame, 1,000 connections, 1 % lost, 1 % overtaken; beside: no framing",
            null,
            rounds.cpuUsPerMessage(1),
            rounds.cpuUsPerMessage(0),
            null));
  }

  private static Lane lane(Setup setup, Way way, InetSocketAddress echo)
      throws IOException, EnvironmentException, InterruptedException {
    String name = "bench-" + setup.words().replace(' ', '-');
    InetSocketAddress listens = way.proxy(name, echo, "");
    for (String body : setup.bodies()) {
      way.post("/proxies/" + name + "/toxics", body);
    }
    return new Lane(way, listens);
  }

  private Rounds rounds(String what, List<Lane> lanes, Measure measure)
      throws IOException, InterruptedException {
    progress.accept(what);
    return Rounds.of(lanes, manner, measure);
  }

  private static double quantile(double[] sorted, double quantile) {
    return sorted[(int) (sorted.length * quantile)];
  }

  private static @Nullable Double scaled(@Nullable Double value, double by) {
    return value == null ? null : value * by;
  }

  /** What takes its turn: a way, or none, and where its clients connect. */
  record Lane(@Nullable Way way, InetSocketAddress address) {}

  /** One measurement, with one or several results. */
  interface Measure {
    double[] of(Load load) throws IOException, InterruptedException;
  }
}
