package io.mtlab.scenario.bench;

import io.mtlab.scenario.serve.EnvironmentException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.regex.Pattern;
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
  private static final Pattern COMPILERS = Pattern.compile("C[12] Compiler");

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

  /** The processor time that the process has taken. */
  double cpuSeconds() throws IOException {
    return seconds(process());
  }

  /** What of it the threads that compile have taken, as far as they are still there. */
  double compilerSeconds() throws IOException {
    double sum = 0;
    try (DirectoryStream<Path> threads = Files.newDirectoryStream(process().resolve("task"))) {
      for (Path thread : threads) {
        if (COMPILERS.matcher(Files.readString(thread.resolve("comm"))).lookingAt()) {
          sum += seconds(thread);
        }
      }
    } catch (NoSuchFileException e) {
      // A thread ended just now; what the others took is told the next time.
      return sum;
    }
    return sum;
  }

  private Path process() {
    return Path.of("/proc", "" + pid);
  }

  /** User and system time: fields 14 and 15 of the stat file, in ticks of 10 ms. */
  private static double seconds(Path task) throws IOException {
    String stat = Files.readString(task.resolve("stat"));
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_PER_SECOND;
  }
}
