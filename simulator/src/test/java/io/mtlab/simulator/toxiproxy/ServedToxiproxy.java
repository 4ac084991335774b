package io.mtlab.simulator.toxiproxy;

import eu.rekawek.toxiproxy.Proxy;
import eu.rekawek.toxiproxy.ToxiproxyClient;
import io.mtlab.simulator.network.DecisionLog;
import io.mtlab.simulator.network.Dice;
import io.mtlab.simulator.network.Surroundings;
import io.mtlab.simulator.toxiproxy.backend.Backend;
import io.mtlab.simulator.toxiproxy.backend.BackendChoice;
import io.mtlab.simulator.toxiproxy.backend.BackendException;
import io.mtlab.simulator.toxiproxy.backend.BackendKind;
import io.mtlab.simulator.toxiproxy.metrics.Metrics;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The server under test: our own, new for each test; or a real one, started once for all tests,
 * which finds no proxy there.
 */
final class ServedToxiproxy implements AutoCloseable {
  private static final int NO_CONTENT = 204;

  /** They end with this process. */
  private static final Map<BackendKind, Backend> REAL = new EnumMap<>(BackendKind.class);

  private final @Nullable ToxiproxyServer own;
  private final @Nullable Backend ended;
  private final InetSocketAddress api;

  /** Our own, whose decisions are heard. */
  ServedToxiproxy(DecisionLog decisions) throws IOException {
    this(new Surroundings(new Dice(7), decisions, 0));
  }

  /** Our own, in these surroundings. */
  ServedToxiproxy(Surroundings around) throws IOException {
    own =
        ToxiproxyServer.start(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            ToxiproxyServer.Settings.in(around));
    ended = null;
    api = own.address();
  }

  /** Our own. */
  ServedToxiproxy() throws IOException {
    this(DecisionLog.NONE);
  }

  private ServedToxiproxy(Backend backend, boolean ends) {
    own = null;
    ended = ends ? backend : null;
    api = backend.api();
  }

  /** One of this kind. */
  static ServedToxiproxy of(BackendKind kind) throws IOException {
    if (kind == BackendKind.EMBEDDED) {
      return new ServedToxiproxy();
    }
    synchronized (REAL) {
      Backend backend = REAL.get(kind);
      if (backend == null) {
        backend = opened(kind, Metrics.Wanted.NOTHING);
        REAL.put(kind, backend);
      }
      return new ServedToxiproxy(backend, false);
    }
  }

  /** A new one of this kind that tells all its metrics. */
  static ServedToxiproxy withMetrics(BackendKind kind) throws IOException {
    return new ServedToxiproxy(opened(kind, new Metrics.Wanted(true, true)), true);
  }

  private static Backend opened(BackendKind kind, Metrics.Wanted metrics) throws IOException {
    try {
      return new BackendChoice(kind, null).open(metrics);
    } catch (BackendException e) {
      throw new IOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  ToxiproxyClient client() {
    return new ToxiproxyClient(api.getAddress().getHostAddress(), api.getPort());
  }

  URI uri(String path) {
    return URI.create("http://" + api.getAddress().getHostAddress() + ":" + api.getPort() + path);
  }

  /** The one within this process, for what only it can tell. */
  ToxiproxyServer own() {
    if (own == null) {
      throw new IllegalStateException("this test needs our own server");
    }
    return own;
  }

  @Override
  public void close() throws IOException {
    if (own != null) {
      own.close();
    } else if (ended != null) {
      ended.close();
    } else {
      deleteAll();
    }
  }

  /** The library does not quote names that a path cannot hold. */
  private void deleteAll() throws IOException {
    try (ApiClient raw = new ApiClient(this)) {
      for (Proxy proxy : client().getProxies()) {
        String quoted = URLEncoder.encode(proxy.getName(), StandardCharsets.UTF_8);
        ApiClient.Reply reply = raw.send("DELETE", "/proxies/" + quoted.replace("+", "%20"), "");
        if (reply.status() != NO_CONTENT) {
          throw new IOException(proxy.getName() + " stays: " + reply.body());
        }
      }
    }
  }
}
