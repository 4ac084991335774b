package io.mtlab.simulator.toxiproxy.backend;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;

/** A Toxiproxy that somebody else runs. It is left running, without the proxies of this program. */
record UrlBackend(InetSocketAddress api, String version) implements Backend {
  /** Looks whether it answers. */
  static UrlBackend at(URI url) throws BackendException, InterruptedException {
    InetSocketAddress api = new InetSocketAddress(url.getHost(), url.getPort());
    try {
      return new UrlBackend(api, VersionProbe.ask(api));
    } catch (IOException e) {
      throw new BackendException(
          "no Toxiproxy answers at "
              + url
              + " ("
              + e
              + "); start one there, or choose --toxiproxy process, container, or none",
          e);
    }
  }

  @Override
  public BackendKind kind() {
    return BackendKind.URL;
  }

  @Override
  public void close() {
    // It was there before.
  }
}
