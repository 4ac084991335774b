package io.mtlab.simulator.toxiproxy;

import io.mtlab.mtproto.transport.mask.ProxySecret;
import io.mtlab.simulator.network.Surroundings;
import io.mtlab.simulator.toxiproxy.metrics.Metrics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** All proxies by name. One thread at a time. */
final class Proxies {
  private final Map<String, Proxy> byName = new TreeMap<>();
  private final Shared shared;

  /**
   * What all proxies share.
   *
   * @param loops the threads that move their bytes
   * @param dialler opens connections to their upstreams
   * @param around what their connections share
   * @param secrets behind which clients may hide their frames
   * @param metrics what has passed
   */
  record Shared(
      Loops loops,
      Dialler dialler,
      Surroundings around,
      List<ProxySecret> secrets,
      Metrics metrics) {}

  Proxies(Shared shared) {
    this.shared = shared;
  }

  /** What has passed. */
  Metrics metrics() {
    return shared.metrics();
  }

  /** Sorted by name. */
  List<Proxy> all() {
    return List.copyOf(byName.values());
  }

  Proxy get(String name) throws ApiError {
    Proxy proxy = byName.get(name);
    if (proxy == null) {
      throw new ApiError(404, "proxy not found");
    }
    return proxy;
  }

  Proxy create(ProxyRequest request) throws ApiError {
    if (byName.containsKey(request.name())) {
      throw new ApiError(409, "proxy already exists");
    }
    return put(request);
  }

  /**
   * Makes each proxy that is not there yet in the same form.
   *
   * @param made hears each, new or not, before the next one is tried
   */
  void populate(List<ProxyRequest> requests, List<Proxy> made) throws ApiError {
    for (ProxyRequest request : requests) {
      Proxy existing = byName.get(request.name());
      if (existing != null && !existing.differs(request)) {
        made.add(existing);
      } else {
        if (existing != null) {
          existing.stop();
        }
        made.add(put(request));
      }
    }
  }

  void remove(String name) throws ApiError {
    get(name).stop();
    byName.remove(name);
    shared.around().counts().forget(name);
  }

  /** All proxies run, and do nothing to their connections. */
  void reset() throws ApiError {
    for (Proxy proxy : byName.values()) {
      proxy.start();
      proxy.clear();
    }
  }

  void close() {
    for (Proxy proxy : new ArrayList<>(byName.values())) {
      proxy.stop();
    }
    byName.clear();
  }

  private Proxy put(ProxyRequest request) throws ApiError {
    Proxy proxy = new Proxy(request, shared);
    if (request.enabled()) {
      proxy.start();
    }
    byName.put(request.name(), proxy);
    return proxy;
  }
}
