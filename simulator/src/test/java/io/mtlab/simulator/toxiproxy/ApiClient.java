package io.mtlab.simulator.toxiproxy;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Sends raw requests to the API. Bodies are bytes, shown as characters of Latin-1. */
final class ApiClient implements AutoCloseable {
  private final HttpClient http = HttpClient.newHttpClient();
  private final ServedToxiproxy server;

  ApiClient(ServedToxiproxy server) {
    this.server = server;
  }

  /** What was answered. */
  record Reply(int status, String contentType, String body, HttpResponse<byte[]> response) {}

  Reply send(String method, String path, String body) throws IOException {
    return send(method, path, body, Map.of());
  }

  Reply send(String method, String path, String body, Map<String, String> headers)
      throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(server.uri(path))
            .method(method, BodyPublishers.ofByteArray(body.getBytes(StandardCharsets.ISO_8859_1)));
    headers.forEach(request::setHeader);
    try {
      HttpResponse<byte[]> response = http.send(request.build(), BodyHandlers.ofByteArray());
      return new Reply(
          response.statusCode(),
          response.headers().firstValue("Content-Type").orElse(""),
          new String(response.body(), StandardCharsets.ISO_8859_1),
          response);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  @Override
  public void close() {
    http.close();
  }
}
