package io.mtlab.simulator.toxiproxy;

import eu.rekawek.toxiproxy.Proxy;
import eu.rekawek.toxiproxy.ToxiproxyClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Compares our proxy with the real one and with no proxy: bytes a second, echo round trips a
 * second, and the latency that is added. The three take turns; of all rounds the median counts. Not
 * a test: run {@code main}, with the path of a Toxiproxy server's binary as first argument if there
 * is one, and the number of rounds as second.
 *
 * <p>Each proxy is a process of its own: this program starts itself with {@code --serve PORT}.
 */
final class ProxyBenchmark {
  private static final int ROUNDS_DEFAULT = 7;
  private static final double SECONDS = 1.5;
  private static final int READY_TRIES_MAX = 100_000;

  private final List<Process> processes = new ArrayList<>();
  private final EchoServer echo = new EchoServer();
  private final List<Way> ways = new ArrayList<>();

  private ProxyBenchmark() throws IOException {}

  /** One way from the clients to the echo. */
  private record Way(String name, String address, long pid) {}

  public static void main(String[] arguments) throws Exception {
    if (arguments.length == 2 && arguments[0].equals("--serve")) {
      serve(Integer.parseInt(arguments[1]));
    } else {
      int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : ROUNDS_DEFAULT;
      new ProxyBenchmark().run(arguments.length > 0 ? arguments[0] : "", rounds);
    }
  }

  private static void serve(int port) throws Exception {
    InetSocketAddress api = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    try (var _ = ToxiproxyServer.start(api, ToxiproxyServer.Settings.seeded(1))) {
      Thread.currentThread().join();
    }
  }

  private void run(String realBinary, int rounds) throws Exception {
    try {
      ways.add(new Way("direct", echo.address(), 0));
      startOwn();
      if (!realBinary.isEmpty()) {
        startReal(realBinary);
      }
      compare("bytes/s, 1 connection, 64 KiB writes", rounds, way -> Load.bytes(way, 1, SECONDS));
      compare("bytes/s, 4 connections", rounds, way -> Load.bytes(way, 4, SECONDS));
      compare(
          "round trips/s, 1,000 connections, 100 B",
          rounds,
          way -> Load.echoes(way, 1000, SECONDS));
      compare("ping-pong p50, us", rounds, way -> Load.pingPong(way, SECONDS, 0.50));
      compare("ping-pong p99, us", rounds, way -> Load.pingPong(way, SECONDS, 0.99));
      compareCpu();
    } finally {
      processes.forEach(Process::destroy);
    }
  }

  /** What is measured on one way. */
  private interface Measurement {
    double of(String address) throws Exception;
  }

  private void compare(String what, int rounds, Measurement measurement) throws Exception {
    double[][] figures = new double[ways.size()][rounds];
    for (Way way : ways) {
      measurement.of(way.address());
    }
    for (int round = 0; round < rounds; round++) {
      for (int i = 0; i < ways.size(); i++) {
        figures[i][round] = measurement.of(ways.get(i).address());
      }
    }
    StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%-40s", what));
    for (int i = 0; i < ways.size(); i++) {
      double median = median(figures[i]);
      line.append(String.format(Locale.ROOT, "  %s %,.1f", ways.get(i).name(), median));
    }
    if (ways.size() > 2) {
      double ratio = median(figures[1]) / median(figures[2]);
      line.append(String.format(Locale.ROOT, "  ours/real %.2f", ratio));
    }
    System.out.println(line);
  }

  private void compareCpu() throws Exception {
    for (Way way : ways.subList(1, ways.size())) {
      double before = cpuSeconds(way.pid());
      double bytes = Load.bytes(way.address(), 1, SECONDS * 2) * SECONDS * 2;
      double seconds = cpuSeconds(way.pid()) - before;
      System.out.printf(
          Locale.ROOT, "CPU seconds per GB, %s: %.2f%n", way.name(), seconds / (bytes / 1e9));
    }
  }

  private void startOwn() throws IOException {
    int port = freePort();
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String classPath = System.getProperty("java.class.path");
    startProxy(
        "ours",
        port,
        List.of(
            java,
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-cp",
            classPath,
            ProxyBenchmark.class.getName(),
            "--serve",
            "" + port));
  }

  private void startReal(String binary) throws IOException {
    int port = freePort();
    startProxy("real", port, List.of(binary, "-host", "127.0.0.1", "-port", "" + port));
  }

  private void startProxy(String name, int port, List<String> command) throws IOException {
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    processes.add(process);
    Proxy proxy = created(new ToxiproxyClient("127.0.0.1", port));
    ways.add(new Way(name, proxy.getListen(), process.pid()));
  }

  private Proxy created(ToxiproxyClient client) throws IOException {
    IOException last = new IOException("never tried");
    for (int i = 0; i < READY_TRIES_MAX; i++) {
      try {
        return client.createProxy("bench", "127.0.0.1:0", echo.address());
      } catch (IOException e) {
        last = e;
        Thread.onSpinWait();
      }
    }
    throw last;
  }

  /** User and system time of a process: fields 14 and 15 of its stat file, in ticks of 10 ms. */
  private static double cpuSeconds(long pid) throws IOException {
    String stat = Files.readString(Path.of("/proc", "" + pid, "stat"));
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / 100.0;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static double median(double[] figures) {
    double[] sorted = figures.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
