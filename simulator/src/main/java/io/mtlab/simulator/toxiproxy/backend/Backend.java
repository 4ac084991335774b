package io.mtlab.simulator.toxiproxy.backend;

import java.net.InetSocketAddress;
import java.net.URI;

/**
 * A Toxiproxy that answers. Its proxies listen on, and lead to, this machine's loopback addresses.
 */
public interface Backend extends AutoCloseable {
  /** What it is. */
  BackendKind kind();

  /** Where its HTTP API listens. */
  InetSocketAddress api();

  /** Its version, as its API tells. */
  String version();

  /** For people: what it is, with its version. */
  default String name() {
    return "Toxiproxy " + version() + " (" + kind().word() + ")";
  }

  /** An address below its API. */
  default URI uri(String path) {
    InetSocketAddress api = api();
    String host = FreePort.host(api);
    String quoted = host.contains(":") ? "[" + host + "]" : host;
    return URI.create("http://" + quoted + ":" + api.getPort() + path);
  }

  /** Ends what was started for it, and returns when that has ended. */
  @Override
  void close();
}
