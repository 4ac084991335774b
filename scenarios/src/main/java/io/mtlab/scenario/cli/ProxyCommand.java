package io.mtlab.scenario.cli;

import io.mtlab.mtproto.transport.mask.ProxySecret;
import io.mtlab.scenario.serve.EnvironmentException;
import io.mtlab.scenario.serve.ProxyServing;
import io.mtlab.simulator.toxiproxy.ConfigException;
import io.mtlab.simulator.toxiproxy.ToxiproxyServer;
import io.mtlab.simulator.toxiproxy.metrics.Metrics;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code mtlab proxy}: the embedded Toxiproxy alone. */
@Command(
    name = "proxy",
    description = {
      "Runs a Toxiproxy server that knows MTProto frames.",
      "With the API of 2.12.0, until it is told to stop (Ctrl-C, or a signal); any Toxiproxy"
          + " client drives it. It also loses, repeats and reorders MTProto frames: \"framing\":"
          + " \"mtproto\" and /proxies/NAME/faults."
    },
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  mtlab proxy                                    the API on 127.0.0.1:8474",
      "  mtlab proxy --listen 127.0.0.1:0 --seed 7      on a free port, seeded",
      "  mtlab proxy -host 127.0.0.1 -port 8474 -config toxiproxy.json -proxy-metrics",
      "",
      "A configuration file, as Toxiproxy's:",
      "  [{\"name\": \"dc2\", \"listen\": \"127.0.0.1:4430\", \"upstream\": \"127.0.0.1:4431\"}]"
    })
final class ProxyCommand implements Callable<Integer> {
  private static final String LOCAL = "127.0.0.1";
  private static final int PORT = 8474;
  private static final int PORT_MAX = 65_535;

  /** Seeds that are easy to type again. */
  private static final int SEED_MAX = 1_000_000_000;

  private final Console console;

  @Spec private CommandSpec spec;

  @Option(
      names = "--listen",
      paramLabel = "HOST:PORT",
      description = "Where the API listens; port 0 takes a free one. Default: 127.0.0.1:8474.")
  private @Nullable String listen;

  @Option(
      names = {"--config", "-config"},
      paramLabel = "FILE.json",
      description = "Proxies to begin with, in Toxiproxy's form.")
  private @Nullable Path config;

  @Option(
      names = {"--seed", "-seed"},
      paramLabel = "NUMBER",
      description = "All chance comes from here; chosen and printed if left out.")
  private @Nullable Long seed;

  @Option(
      names = "--secret",
      paramLabel = "SECRET",
      description = "Finds frames behind this MTProxy secret too; may be given several times.")
  private List<String> secrets = List.of();

  @Option(
      names = {"--proxy-metrics", "-proxy-metrics"},
      description = "Tells the bytes of each proxy at /metrics, in Prometheus' form.")
  private boolean proxyMetrics;

  @Option(
      names = {"--runtime-metrics", "-runtime-metrics"},
      description = "Tells at /metrics what the process uses.")
  private boolean runtimeMetrics;

  @Option(
      names = {"--host", "-host"},
      paramLabel = "HOST",
      description = "Toxiproxy's way to say --listen.")
  private @Nullable String host;

  @Option(
      names = {"--port", "-port"},
      paramLabel = "PORT",
      description = "Toxiproxy's way to say --listen.")
  private @Nullable Integer port;

  @Option(
      names = "--capabilities",
      description = "Shows what each back end of 'mtlab run' can do to a network, and ends.")
  private boolean capabilities;

  @Option(
      names = "-version",
      description = "Prints which Toxiproxy this behaves as, in its words, and ends.")
  private boolean toxiproxyVersion;

  @Option(names = "--stop-at-end-of-input", hidden = true, description = "Stops with its parent.")
  private boolean stopAtEndOfInput;

  ProxyCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws EnvironmentException, InterruptedException {
    if (capabilities) {
      CapabilityTable.lines().forEach(console.out()::println);
      return 0;
    }
    if (toxiproxyVersion) {
      console.out().println("toxiproxy-server version " + ToxiproxyServer.VERSION);
      return 0;
    }
    long chance = seed == null ? new SecureRandom().nextInt(SEED_MAX) : seed;
    ToxiproxyServer.Settings settings =
        ToxiproxyServer.Settings.seeded(chance)
            .withSecrets(secrets())
            .withMetrics(new Metrics.Wanted(proxyMetrics, runtimeMetrics));
    try {
      new ProxyServing(address(), config, settings, stopAtEndOfInput, console.out()).run();
      return 0;
    } catch (ConfigException e) {
      throw wrong(config + ":" + e.line() + ":" + e.column() + ": " + e.getMessage());
    }
  }

  private InetSocketAddress address() {
    if (listen == null) {
      return new InetSocketAddress(
          host == null ? LOCAL : host, checked(port == null ? PORT : port));
    }
    if (host != null || port != null) {
      throw wrong("--listen says what -host and -port say: give the one or the others");
    }
    int colon = listen.lastIndexOf(':');
    String name = colon < 1 ? "" : listen.substring(0, colon).replaceAll("^\\[|]$", "");
    if (name.isEmpty()) {
      throw wrong("--listen takes HOST:PORT, not \"" + listen + "\"");
    }
    try {
      return new InetSocketAddress(name, checked(Integer.parseInt(listen.substring(colon + 1))));
    } catch (NumberFormatException e) {
      throw new ParameterException(
          spec.commandLine(), "--listen takes HOST:PORT, not \"" + listen + "\"", e);
    }
  }

  private int checked(int number) {
    if (number < 0 || number > PORT_MAX) {
      throw wrong("a port is a number from 0 to " + PORT_MAX + ", not " + number);
    }
    return number;
  }

  private List<ProxySecret> secrets() {
    try {
      return secrets.stream().map(ProxySecret::parse).toList();
    } catch (IllegalArgumentException refused) {
      throw wrong("--secret: " + refused.getMessage());
    }
  }

  private ParameterException wrong(String text) {
    return new ParameterException(spec.commandLine(), text);
  }
}
