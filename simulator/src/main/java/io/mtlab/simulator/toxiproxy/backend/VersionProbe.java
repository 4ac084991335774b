package io.mtlab.simulator.toxiproxy.backend;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asks a Toxiproxy for its version: who answers that is one, and is ready. */
final class VersionProbe {
  private static final Duration ANSWER_MAX = Duration.ofSeconds(5);
  private static final Duration READY_MAX = Duration.ofSeconds(20);
  private static final long AGAIN_NS = 2_000_000;
  private static final int OK = 200;
  private static final Pattern VERSION = Pattern.compile("\"version\"\\s*:\\s*\"([^\"]{1,100})\"");

  private VersionProbe() {}

  /** The version. */
  static String ask(InetSocketAddress api) throws IOException, InterruptedException {
    String host = FreePort.host(api);
    String quoted = host.contains(":") ? "[" + host + "]" : host;
    URI uri = URI.create("http://" + quoted + ":" + api.getPort() + "/version");
    HttpRequest request = HttpRequest.newBuilder(uri).timeout(ANSWER_MAX).build();
    HttpResponse<String> answer;
    try (HttpClient http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(ANSWER_MAX)
            .build()) {
      answer = http.send(request, HttpResponse.BodyHandlers.ofString());
    }
    Matcher version = VERSION.matcher(answer.body());
    if (answer.statusCode() != OK || !version.find()) {
      throw new IOException("what answers there is no Toxiproxy of version 2.5 or later");
    }
    return version.group(1);
  }

  /**
   * The version, as soon as it answers.
   *
   * @param alive whether it may still come
   */
  static String await(InetSocketAddress api, BooleanSupplier alive)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + READY_MAX.toNanos();
    while (true) {
      try {
        return ask(api);
      } catch (IOException e) {
        if (!alive.getAsBoolean() || System.nanoTime() - end > 0) {
          throw e;
        }
        LockSupport.parkNanos(AGAIN_NS);
      }
    }
  }
}
