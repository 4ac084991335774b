package io.mtlab.scenario.engine;

import eu.rekawek.toxiproxy.Proxy;
import eu.rekawek.toxiproxy.ToxiproxyClient;
import eu.rekawek.toxiproxy.model.ToxicDirection;
import io.mtlab.mtproto.machine.Time;
import io.mtlab.simulator.network.frame.Reorder;
import io.mtlab.simulator.network.profile.NetworkProfile;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A Toxiproxy, driven over its HTTP API: stream toxics by its own Java client, which works with any
 * Toxiproxy, and what only ours has (framing, frame faults) by plain JSON.
 */
final class ToxiproxyApi {
  private static final long BYTES_PER_KB = 1000;
  private static final int OK_MAX = 299;

  private final URI base;
  private final ToxiproxyClient client;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /** The API at {@code http://host:port}. */
  ToxiproxyApi(URI base) {
    this.base = base;
    this.client = new ToxiproxyClient(base.getHost(), base.getPort());
  }

  /** A proxy of byte streams; answers where it listens. */
  InetSocketAddress streamProxy(String name, InetSocketAddress upstream) throws IOException {
    for (Proxy old : client.getProxies()) {
      if (old.getName().equals(name)) {
        old.delete();
      }
    }
    Proxy proxy = client.createProxy(name, "127.0.0.1:0", text(upstream));
    return address(proxy.getListen());
  }

  /** A proxy that looks for MTProto frames; ours only. Answers where it listens. */
  InetSocketAddress framedProxy(String name, InetSocketAddress upstream)
      throws IOException, InterruptedException {
    JsonNode made =
        post(
            "/proxies",
            Map.of(
                "name",
                name,
                "listen",
                "127.0.0.1:0",
                "upstream",
                text(upstream),
                "framing",
                "mtproto"));
    return address(made.path("listen").asString());
  }

  /** Makes streams through a proxy late and slow, in both directions. */
  void addToxics(String name, NetworkProfile profile) throws IOException {
    Proxy proxy = client.getProxy(name);
    for (ToxicDirection direction : ToxicDirection.values()) {
      String side = direction.name().toLowerCase(java.util.Locale.ROOT);
      if (profile.rate() != NetworkProfile.UNLIMITED) {
        long rate = Math.max(1, profile.rate() / BYTES_PER_KB);
        proxy.toxics().bandwidth("bandwidth_" + side, direction, rate);
      }
      if (profile.delay() > 0 || profile.jitter() > 0) {
        long delay = profile.delay() / Time.MILLISECOND;
        proxy
            .toxics()
            .latency("latency_" + side, direction, delay)
            .setJitter(profile.jitter() / Time.MILLISECOND);
      }
    }
  }

  /** Has frames through a proxy lost, repeated and overtaken, in both directions; ours only. */
  void addFaults(String name, NetworkProfile profile) throws IOException, InterruptedException {
    for (String stream : List.of("upstream", "downstream")) {
      fault(name, stream, "loss", Map.of("probability", profile.loss()), profile.loss());
      fault(
          name,
          stream,
          "duplicate",
          Map.of("probability", profile.duplicate()),
          profile.duplicate());
      Reorder.Settings reorder = profile.reorder();
      fault(
          name,
          stream,
          "reorder",
          Map.of(
              "probability", reorder.probability(),
              "gap", reorder.gap(),
              "window", (double) reorder.window() / Time.MILLISECOND),
          reorder.probability());
    }
  }

  /** Takes a proxy away. */
  void remove(String name) throws IOException {
    client.getProxy(name).delete();
  }

  private void fault(
      String proxy, String stream, String type, Map<String, Object> attributes, double probability)
      throws IOException, InterruptedException {
    if (probability > 0) {
      post(
          "/proxies/" + proxy + "/faults",
          Map.of("type", type, "stream", stream, "attributes", attributes));
    }
  }

  private JsonNode post(String path, Map<String, Object> body)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(base.resolve(path))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(JsonMapper.shared().writeValueAsString(body)))
            .build();
    HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() > OK_MAX) {
      throw new IOException(
          "Toxiproxy refused " + path + ": " + answer.statusCode() + " " + answer.body().strip());
    }
    return JsonMapper.shared().readTree(answer.body());
  }

  private static String text(InetSocketAddress address) {
    return address.getAddress().getHostAddress() + ":" + address.getPort();
  }

  private static InetSocketAddress address(String text) {
    int colon = text.lastIndexOf(':');
    return new InetSocketAddress(
        text.substring(0, colon), Integer.parseInt(text.substring(colon + 1)));
  }
}
