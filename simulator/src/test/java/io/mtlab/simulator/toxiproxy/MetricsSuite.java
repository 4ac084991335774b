package io.mtlab.simulator.toxiproxy;

import static org.assertj.core.api.Assertions.assertThat;

import eu.rekawek.toxiproxy.Proxy;
import io.mtlab.simulator.toxiproxy.backend.BackendKind;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What {@code /metrics} tells of a server that was started with its flags. */
abstract class MetricsSuite {
  private static final String CONTENT_TYPE =
      "text/plain; version=0.0.4; charset=utf-8; escaping=underscores";

  private final ServedToxiproxy toxiproxy;
  private final ApiClient api;
  private final EchoServer echo = new EchoServer();
  private final Proxy proxy;

  MetricsSuite(BackendKind kind) throws IOException {
    toxiproxy = ServedToxiproxy.withMetrics(kind);
    api = new ApiClient(toxiproxy);
    proxy = toxiproxy.client().createProxy("echo", "127.0.0.1:0", echo.address());
  }

  @AfterEach
  void stop() throws IOException {
    api.close();
    toxiproxy.close();
    echo.close();
  }

  @Test
  void bytes_are_counted_when_their_connection_ends_and_stay() throws Exception {
    try (Wire wire = Wire.to(proxy.getListen())) {
      wire.roundTrip(100);
      assertThat(series()).isEmpty();
    }
    assertThat(echo.nextEnding()).isEqualTo(EchoServer.Ending.FIN);
    proxy.disable();
    List<String> lines = awaitSeries(4);
    String labels =
        "listener=\"" + proxy.getListen() + "\",proxy=\"echo\",upstream=\"" + echo.address() + "\"";
    proxy.delete();

    assertThat(lines)
        .containsExactly(
            "toxiproxy_proxy_received_bytes_total{direction=\"downstream\"," + labels + "} 100",
            "toxiproxy_proxy_received_bytes_total{direction=\"upstream\"," + labels + "} 100",
            "toxiproxy_proxy_sent_bytes_total{direction=\"downstream\"," + labels + "} 100",
            "toxiproxy_proxy_sent_bytes_total{direction=\"upstream\"," + labels + "} 100");
    assertThat(series()).isEqualTo(lines);
    assertThat(text().body())
        .contains(
            "# HELP toxiproxy_proxy_sent_bytes_total \n",
            "# TYPE toxiproxy_proxy_sent_bytes_total counter\n");
  }

  @Test
  void the_process_is_told_in_the_form_of_prometheus() throws IOException {
    ApiClient.Reply reply = text();
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.contentType()).isEqualTo(CONTENT_TYPE);
    assertThat(reply.response().headers().firstValue("X-Toxiproxy-Request-Id")).isPresent();
    for (String metric :
        List.of(
            "process_cpu_seconds_total",
            "process_max_fds",
            "process_open_fds",
            "process_resident_memory_bytes",
            "process_start_time_seconds",
            "process_virtual_memory_bytes")) {
      assertThat(reply.body().lines())
          .anyMatch(line -> line.matches("# TYPE " + metric + " (counter|gauge)"))
          .anyMatch(line -> line.matches(metric + " [0-9.e+]+"));
    }
  }

  private ApiClient.Reply text() throws IOException {
    return api.send("GET", "/metrics", "");
  }

  private List<String> series() throws IOException {
    return text().body().lines().filter(line -> line.startsWith("toxiproxy_")).toList();
  }

  /** The real server counts a moment after the connection has ended. */
  private List<String> awaitSeries(int count) throws IOException {
    List<String> lines = series();
    for (int i = 0; i < 10_000 && lines.size() < count; i++) {
      lines = series();
    }
    return lines;
  }
}
