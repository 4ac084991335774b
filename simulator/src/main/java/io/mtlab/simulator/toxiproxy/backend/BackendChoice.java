package io.mtlab.simulator.toxiproxy.backend;

import io.mtlab.simulator.toxiproxy.ToxiproxyServer;
import io.mtlab.simulator.toxiproxy.metrics.Metrics;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The back end that somebody wants: {@code embedded}, {@code process}, {@code container}, or the
 * URL of one that runs.
 *
 * @param url null unless it is {@link BackendKind#URL}
 */
public record BackendChoice(BackendKind kind, @Nullable URI url) {
  /** The Toxiproxy of this program. */
  public static final BackendChoice EMBEDDED = new BackendChoice(BackendKind.EMBEDDED, null);

  private static final long EMBEDDED_SEED = 1;

  /**
   * The choice that a word or a URL stands for.
   *
   * @throws IllegalArgumentException with what is taken
   */
  public static BackendChoice parse(String text) {
    return switch (text) {
      case "embedded" -> EMBEDDED;
      case "process" -> new BackendChoice(BackendKind.PROCESS, null);
      case "container" -> new BackendChoice(BackendKind.CONTAINER, null);
      default -> new BackendChoice(BackendKind.URL, url(text));
    };
  }

  /**
   * Starts it, or looks whether it answers.
   *
   * @throws BackendException when it cannot be had
   */
  public Backend open() throws BackendException, InterruptedException {
    return open(Metrics.Wanted.NOTHING);
  }

  /**
   * The same with a {@code /metrics} that tells this, unless it runs already.
   *
   * @throws BackendException when it cannot be had
   */
  public Backend open(Metrics.Wanted metrics) throws BackendException, InterruptedException {
    return switch (kind) {
      case EMBEDDED ->
          embedded(ToxiproxyServer.Settings.seeded(EMBEDDED_SEED).withMetrics(metrics));
      case PROCESS -> ProcessBackend.start(ToxiproxyBinary.find(System.getenv()), flags(metrics));
      case CONTAINER -> ContainerBackend.start(flags(metrics));
      case URL -> UrlBackend.at(Objects.requireNonNull(url));
      case VIRTUAL -> throw new BackendException("virtual time has no Toxiproxy");
    };
  }

  /** The embedded one on a free port of the loopback address. */
  public static Backend embedded(ToxiproxyServer.Settings settings) throws BackendException {
    try {
      InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
      return new EmbeddedBackend(ToxiproxyServer.start(any, settings));
    } catch (IOException e) {
      throw new BackendException("the embedded Toxiproxy cannot listen: " + e.getMessage(), e);
    }
  }

  private static List<String> flags(Metrics.Wanted metrics) {
    List<String> flags = new ArrayList<>();
    if (metrics.proxies()) {
      flags.add("-proxy-metrics");
    }
    if (metrics.runtime()) {
      flags.add("-runtime-metrics");
    }
    return flags;
  }

  @Override
  public String toString() {
    return url == null ? kind.word() : url.toString();
  }

  private static URI url(String text) {
    try {
      URI url = URI.create(text.contains("://") ? text : "http://" + text);
      if ("http".equals(url.getScheme()) && url.getHost() != null && url.getPort() > 0) {
        return url;
      }
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(refusal(text), e);
    }
    throw new IllegalArgumentException(refusal(text));
  }

  private static String refusal(String text) {
    return "a Toxiproxy is embedded, process, container or http://HOST:PORT, not \"" + text + "\"";
  }
}
