package io.mtlab.scenario.engine;

import eu.rekawek.toxiproxy.Proxy;
import eu.rekawek.toxiproxy.ToxiproxyClient;
import eu.rekawek.toxiproxy.model.Toxic;
import eu.rekawek.toxiproxy.model.ToxicDirection;
import io.mtlab.simulator.world.Condition;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * A Toxiproxy, driven over its HTTP API: proxies by its own Java client, which works with any
 * Toxiproxy; what only ours has (framing, frame faults), and toxics, by plain JSON.
 */
final class ToxiproxyApi {
  private static final int OK_MAX = 299;

  /** Of toxics that let nothing pass: a bandwidth of 0 keeps everything until it is removed. */
  private static final String STALL = "stall_";

  private final String host;
  private final int port;
  private final ToxiproxyClient client;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /** The API at this address. */
  ToxiproxyApi(InetSocketAddress api) {
    this.host = api.isUnresolved() ? api.getHostString() : api.getAddress().getHostAddress();
    this.port = api.getPort();
    this.client = new ToxiproxyClient(host, port);
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
            JsonNodeFactory.instance
                .objectNode()
                .put("name", name)
                .put("listen", "127.0.0.1:0")
                .put("upstream", text(upstream))
                .put("framing", "mtproto")
                .toString());
    return address(made.path("listen").asString());
  }

  /** Makes streams through a proxy late and slow: each string is the body of a toxic. */
  void addToxics(String name, List<String> toxics) throws IOException, InterruptedException {
    for (String toxic : toxics) {
      post("/proxies/" + name + "/toxics", toxic);
    }
  }

  /** Has frames through a proxy lost, repeated and overtaken; ours only. */
  void addFaults(String name, List<String> faults) throws IOException, InterruptedException {
    for (String fault : faults) {
      post("/proxies/" + name + "/faults", fault);
    }
  }

  /** Cuts a proxy's connections and refuses new ones, stalls them, or lets everything pass. */
  void condition(String name, Condition condition) throws IOException {
    Proxy proxy = client.getProxy(name);
    if (condition == Condition.DOWN) {
      proxy.disable();
      return;
    }
    proxy.enable();
    for (Toxic toxic : proxy.toxics().getAll()) {
      if (toxic.getName().startsWith(STALL)) {
        toxic.remove();
      }
    }
    if (condition == Condition.STALLED) {
      for (ToxicDirection direction : ToxicDirection.values()) {
        proxy.toxics().bandwidth(STALL + direction, direction, 0);
      }
    }
  }

  /** Cuts the connections of a proxy that stand; new ones are as before. */
  void cut(String name) throws IOException {
    Proxy proxy = client.getProxy(name);
    if (proxy.isEnabled()) {
      proxy.disable();
      proxy.enable();
    }
  }

  /** Takes a proxy away. */
  void remove(String name) throws IOException {
    client.getProxy(name).delete();
  }

  private JsonNode post(String path, String body) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://" + host + ":" + port + path))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
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
