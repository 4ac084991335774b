package io.mtlab.simulator.toxiproxy;

import static org.assertj.core.api.Assertions.assertThat;

import eu.rekawek.toxiproxy.Proxy;
import io.mtlab.simulator.toxiproxy.backend.BackendKind;
import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The HTTP API, compared with what Toxiproxy 2.12.0 answered to the same requests. */
abstract class ApiSuite {
  private static final Pattern PORT = Pattern.compile("\\{(2[0-9]{4})}");

  private final ServedToxiproxy toxiproxy;
  private final ApiClient api;

  ApiSuite(BackendKind kind) throws IOException {
    toxiproxy = ServedToxiproxy.of(kind);
    api = new ApiClient(toxiproxy);
  }

  @AfterEach
  void stop() throws IOException {
    api.close();
    toxiproxy.close();
  }

  @Test
  void every_recorded_request_is_answered_as_the_real_server_did() throws IOException {
    Ports ports = new Ports();
    int asked = 0;
    for (JsonNode recorded : recorded()) {
      String body = ports.in(recorded.path("body").asString(""));
      Map<String, String> headers = new LinkedHashMap<>();
      recorded.path("headers").forEachEntry((name, value) -> headers.put(name, value.asString("")));
      String method = recorded.path("method").asString("");
      String path = recorded.path("path").asString("");
      ApiClient.Reply reply = api.send(method, path, body, headers);

      assertThat(shown(reply)).as("%s %s %s", method, path, body).isEqualTo(shown(recorded, ports));
      asked++;
    }
    assertThat(asked).isGreaterThan(190);
  }

  @Test
  void the_client_library_sees_versions_proxies_and_resets() throws IOException {
    Proxy proxy = toxiproxy.client().createProxy("p", "127.0.0.1:0", "127.0.0.1:1");
    proxy.disable();
    assertThat(toxiproxy.client().version()).contains("\"2.12.0\"");
    assertThat(toxiproxy.client().getProxies()).extracting(Proxy::getName).containsExactly("p");
    assertThat(toxiproxy.client().getProxyOrNull("q")).isNull();
    toxiproxy.client().reset();

    assertThat(toxiproxy.client().getProxy("p").isEnabled()).isTrue();
  }

  private static JsonNode recorded() throws IOException {
    try (InputStream in = ApiSuite.class.getResourceAsStream("/toxiproxy/api-2.12.0.json")) {
      return JsonMapper.shared().readTree(Objects.requireNonNull(in));
    }
  }

  private static List<Object> shown(ApiClient.Reply reply) {
    List<Object> all = new ArrayList<>();
    all.add(reply.status());
    all.add(reply.contentType());
    all.add(reply.response().headers().firstValue("X-Toxiproxy-Request-Id").isPresent());
    all.add(reply.response().headers().firstValue("X-Content-Type-Options").orElse(""));
    all.add(reply.response().headers().firstValue("Location").orElse(""));
    all.add(reply.body());
    return all;
  }

  private static List<Object> shown(JsonNode recorded, Ports ports) {
    List<Object> all = new ArrayList<>();
    all.add(recorded.path("status").asInt(0));
    all.add(recorded.path("contentType").asString(""));
    all.add(recorded.path("requestId").asBoolean(false));
    all.add(recorded.path("nosniff").asBoolean(false) ? "nosniff" : "");
    all.add(recorded.path("location").asString(""));
    all.add(ports.in(recorded.path("answer").asString("")));
    return all;
  }

  /** Free ports of this machine for those of the recording. */
  private static final class Ports {
    private final Map<String, String> free = new LinkedHashMap<>();

    String in(String text) {
      return PORT.matcher(text).replaceAll(this::port);
    }

    private String port(MatchResult match) {
      return free.computeIfAbsent(match.group(1), recorded -> free());
    }

    private static String free() {
      try (ServerSocket socket = new ServerSocket(0)) {
        return "" + socket.getLocalPort();
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
