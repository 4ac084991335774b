package io.mtlab.scenario.serve;

import io.mtlab.simulator.toxiproxy.ConfigException;
import io.mtlab.simulator.toxiproxy.ToxiproxyServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** {@code mtlab proxy}: the embedded Toxiproxy as a program of its own, until it is to stop. */
public final class ProxyServing {
  private final InetSocketAddress listen;
  private final @Nullable Path config;
  private final ToxiproxyServer.Settings settings;
  private final boolean untilInputEnds;
  private final PrintWriter out;

  /**
   * A server that is not started yet.
   *
   * @param listen where its HTTP API is to be
   * @param config proxies to begin with, in Toxiproxy's form
   * @param untilInputEnds stops when its standard input ends, as a child does
   */
  public ProxyServing(
      InetSocketAddress listen,
      @Nullable Path config,
      ToxiproxyServer.Settings settings,
      boolean untilInputEnds,
      PrintWriter out) {
    this.listen = listen;
    this.config = config;
    this.settings = settings;
    this.untilInputEnds = untilInputEnds;
    this.out = out;
  }

  /**
   * Serves; returns when it was told to stop and has stopped.
   *
   * @throws EnvironmentException when it cannot start
   * @throws ConfigException when the configuration file cannot be used
   */
  public void run() throws EnvironmentException, ConfigException, InterruptedException {
    byte[] proxies = config == null ? new byte[0] : read(config);
    StopSignal stop;
    try (ToxiproxyServer server = start()) {
      if (config != null) {
        server.populate(proxies).forEach(proxy -> out.println("proxy " + proxy));
      }
      stop = StopSignal.listen();
      if (untilInputEnds) {
        stop.askAtEndOfInput();
      }
      InetSocketAddress api = server.address();
      out.println("listening on " + host(api) + ":" + api.getPort());
      out.println("seed " + settings.around().dice().seed());
      out.flush();
      stop.await();
    }
    out.println("stopped");
    out.flush();
    stop.stopped();
  }

  private ToxiproxyServer start() throws EnvironmentException {
    if (listen.isUnresolved()) {
      throw new EnvironmentException("there is no address " + listen.getHostString());
    }
    try {
      return ToxiproxyServer.start(listen, settings);
    } catch (IOException e) {
      String where = host(listen) + ":" + listen.getPort();
      throw new EnvironmentException(
          String.valueOf(e.getCause()).contains("Address already in use")
              ? where + " is in use by another program; choose another port with --listen"
              : "cannot listen on " + where + ": " + e.getCause(),
          e);
    }
  }

  private static byte[] read(Path file) throws EnvironmentException {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw EnvironmentException.of("cannot read " + file + " of --config", e);
    }
  }

  private static String host(InetSocketAddress address) {
    String host = address.getAddress().getHostAddress();
    return host.contains(":") ? "[" + host + "]" : host;
  }
}
