package io.mtlab.simulator.toxiproxy.backend;

import io.mtlab.simulator.toxiproxy.ToxiproxyServer;
import java.net.InetSocketAddress;

/** The Toxiproxy of this program. */
record EmbeddedBackend(ToxiproxyServer server) implements Backend {
  @Override
  public BackendKind kind() {
    return BackendKind.EMBEDDED;
  }

  @Override
  public InetSocketAddress api() {
    return server.address();
  }

  @Override
  public String version() {
    return ToxiproxyServer.VERSION;
  }

  @Override
  public void close() {
    server.close();
  }
}
