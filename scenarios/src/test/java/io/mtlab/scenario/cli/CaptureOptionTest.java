package io.mtlab.scenario.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code mtlab run --capture}. */
final class CaptureOptionTest {
  /** What is sent last may be under way when the run ends, and looks like lost in the logs. */
  private static final double UNDER_WAY_SECONDS_MAX = 0.6;

  private final Terminal terminal = new Terminal();
  @TempDir private Path folder;

  /** Each line of a log against the decisions in the trace: told twice, by different hands. */
  @ParameterizedTest
  @ValueSource(strings = {"padded", "full", "obfuscated-abridged", "fake-tls", "websocket", "udp"})
  void every_lost_frame_is_in_the_logs_and_every_message_has_its_name(String transport)
      throws IOException {
    Path run = run("transports/" + transport, "captured", "--capture");

    List<String> lines = new ArrayList<>();
    try (Stream<Path> logs = Files.list(run.resolve("capture/wire"))) {
      for (Path log : logs.sorted().toList()) {
        lines.addAll(Files.readAllLines(log));
      }
    }
    List<JsonNode> trace = new ArrayList<>();
    for (String line : Files.readAllLines(run.resolve("trace"))) {
      trace.add(JsonMapper.shared().readTree(line));
    }
    double whole = trace.getLast().path("t").asDouble() / 1e9 - UNDER_WAY_SECONDS_MAX;
    long lost =
        trace.stream()
            .filter(event -> event.path("f").asString("").equals("loss"))
            .filter(event -> event.path("t").asDouble() / 1e9 < whole)
            .count();
    assertThat(lost).isPositive();
    assertThat(
            lines.stream()
                .filter(line -> line.substring(13).startsWith("        lost "))
                .filter(line -> Double.parseDouble(line.substring(0, 12).strip()) < whole))
        .hasSize((int) lost);
    assertThat(lines)
        .anyMatch(line -> line.endsWith("req_pq_multi"))
        .anyMatch(line -> line.contains("rpc_result(auth.authorization)"))
        .noneMatch(line -> line.contains("encrypted, key") || line.contains("broken: "));
    assertThat(run.resolve("capture/timeline.svg")).content().contains("req_pq_multi", "</svg>");
    assertThat(run.resolve("capture/keys.txt")).content().startsWith("AUTH_KEY ");
  }

  @Test
  void a_run_is_the_same_with_and_without() throws IOException {
    Path without = run("transports/padded", "without");
    Path with = run("transports/padded", "with", "--capture");

    assertThat(with.resolve("trace")).hasSameBinaryContentAs(without.resolve("trace"));
    assertThat(without.resolve("capture")).doesNotExist();
  }

  private Path run(String scenario, String name, String... more) {
    Path run = folder.resolve(name);
    List<String> words = new ArrayList<>(List.of("run", scenario, "--time", "virtual"));
    words.addAll(List.of("--seed", "7", "--out", run.toString()));
    words.addAll(List.of(more));
    assertThat(terminal.runs(words.toArray(String[]::new))).as(terminal.err()).isZero();
    return run;
  }
}
