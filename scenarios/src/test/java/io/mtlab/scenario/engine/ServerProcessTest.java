package io.mtlab.scenario.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mtlab.scenario.serve.EnvironmentException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** {@code mtlab serve} as a child, the way the engine uses it. */
final class ServerProcessTest {
  private static final List<String> SERVE =
      List.of("--dc", "2", "--json", "--key-in-memory", "--stop-at-end-of-input");

  private final LinkedBlockingQueue<JsonNode> stats = new LinkedBlockingQueue<>();

  @Test
  void it_says_where_it_is_and_what_it_uses_and_ends_with_its_input() throws Exception {
    ServerProcess server = ServerProcess.start(serve("127.0.0.1:0"), stats::add, () -> false);
    try (server) {
      assertThat(server.ready().path("host").asString()).isEqualTo("127.0.0.1");
      assertThat(server.ready().path("port").asInt()).isPositive();
      assertThat(server.ready().path("dc").asInt()).isEqualTo(2);
      assertThat(server.ready().path("fingerprint").asString()).matches("[0-9a-f]{16}");
      assertThat(server.ready().path("publicKey").asString()).contains("BEGIN RSA PUBLIC KEY");
      JsonNode first = stats.poll(30, TimeUnit.SECONDS);
      assertThat(first).isNotNull();
      assertThat(first.path("cpuSeconds").asDouble()).isPositive();
      assertThat(first.path("connections").asInt()).isZero();
      assertThat(server.isAlive()).isTrue();
    }

    assertThat(server.isAlive()).isFalse();
    assertThat(server.lastWords()).isEmpty();
  }

  @Test
  void a_port_in_use_is_told_in_one_line() throws Exception {
    try (ServerProcess first = ServerProcess.start(serve("127.0.0.1:0"), stats::add, () -> false)) {
      String taken = "127.0.0.1:" + first.ready().path("port").asInt();

      assertThatThrownBy(() -> ServerProcess.start(serve(taken), stats::add, () -> false))
          .isInstanceOf(EnvironmentException.class)
          .hasMessageContaining(taken + " is in use by another program")
          .message()
          .hasLineCount(1);
    }
  }

  @Test
  void whoever_gives_up_before_it_is_ready_waits_no_longer() {
    long began = System.nanoTime();

    assertThatThrownBy(() -> ServerProcess.start(serve("127.0.0.1:0"), stats::add, () -> true))
        .isInstanceOf(EnvironmentException.class);
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(5));
    assertThat(ProcessHandle.current().children().filter(ServerProcessTest::isServer)).isEmpty();
  }

  private static boolean isServer(ProcessHandle child) {
    return child.info().commandLine().orElse("").contains("--stop-at-end-of-input");
  }

  private static List<String> serve(String listen) {
    return Stream.concat(Stream.of("--listen", listen), SERVE.stream()).toList();
  }
}
