package io.mtlab.scenario.bench;

import io.mtlab.scenario.serve.EnvironmentException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One way from the clients to the echo: through a proxy of one Toxiproxy.
 *
 * @param api where its API listens
 * @param pid its process
 */
record Way(InetSocketAddress api, long pid) {
  private static final int OK_MAX = 299;
  private static final double TICKS_PER_SECOND = 100;

  /** A proxy to an echo; answers where it listens. */
  InetSocketAddress proxy(String name, InetSocketAddress upstream, String more)
      throws IOException, EnvironmentException, InterruptedException {
    JsonNode made =
        post(
            "/proxies",
            "{\"name\":\"%s\",\"listen\":\"127.0.0.1:0\",\"upstream\":\"127.0.0.1:%d\"%s}"
                .formatted(name, upstream.getPort(), more));
    String listen = made.path("listen").asString("");
    int port = Integer.parseInt(listen.substring(listen.lastIndexOf(':') + 1));
    return new InetSocketAddress(api.getAddress(), port);
  }

  /** Sends a request that must succeed. */
  JsonNode post(String path, String body)
      throws IOException, EnvironmentException, InterruptedException {
    URI uri =
        URI.create("http://" + api.getAddress().getHostAddress() + ":" + api.getPort() + path);
    HttpRequest request =
        HttpRequest.newBuilder(uri).POST(HttpRequest.BodyPublishers.ofString(body)).build();
    try (HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() > OK_MAX) {
        throw new EnvironmentException(uri + " refused " + body + ": " + answer.body().strip());
      }
      return JsonMapper.shared().readTree(answer.body());
    }
  }

  /** User and system time of the process: fields 14 and 15 of its stat file, in ticks of 10 ms. */
  double cpuSeconds() throws IOException {
    String stat = Files.readString(Path.of("/proc", "" + pid, "stat"));
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_PER_SECOND;
  }
}
