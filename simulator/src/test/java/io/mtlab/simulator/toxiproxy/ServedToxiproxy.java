package io.mtlab.simulator.toxiproxy;

import eu.rekawek.toxiproxy.Proxy;
import eu.rekawek.toxiproxy.ToxiproxyClient;
import io.mtlab.simulator.network.DecisionLog;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * The server under test: our own, or the real one that {@code -Dtoxiproxy.real=HOST:PORT} names, so
 * that the same tests show what both do.
 */
final class ServedToxiproxy implements AutoCloseable {
  private static final String REAL = System.getProperty("toxiproxy.real", "");

  private final @Nullable ToxiproxyServer own;
  private final String host;
  private final int port;

  ServedToxiproxy() throws IOException {
    this(DecisionLog.NONE);
  }

  /** One whose decisions are heard, if it is our own. */
  ServedToxiproxy(DecisionLog decisions) throws IOException {
    if (REAL.isEmpty()) {
      own =
          ToxiproxyServer.start(
              new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
              ToxiproxyServer.Settings.seeded(7).withDecisions(decisions));
      host = "127.0.0.1";
      port = own.address().getPort();
    } else {
      own = null;
      int colon = REAL.lastIndexOf(':');
      host = REAL.substring(0, colon);
      port = Integer.parseInt(REAL.substring(colon + 1));
    }
  }

  ToxiproxyClient client() {
    return new ToxiproxyClient(host, port);
  }

  URI uri(String path) {
    return URI.create("http://" + host + ":" + port + path);
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
      return;
    }
    for (Proxy proxy : client().getProxies()) {
      proxy.delete();
    }
  }
}
