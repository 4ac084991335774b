package io.mtlab.scenario.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Ctrl-C at programs that run: what was known is told, and nobody listens any more. */
final class InterruptionTest {
  @TempDir private Path folder;

  @Test
  void an_interrupted_run_reports_what_was_known() throws Exception {
    Path out = folder.resolve("run");
    try (ChildProgram run =
        ChildProgram.start(
            "run",
            "group-broadcast",
            "--time",
            "virtual",
            "--set",
            "members=300",
            "--set",
            "keys=provisioned",
            "--set",
            "posts=10000",
            "--out",
            out.toString())) {
      run.awaitLine("members have joined");
      int expected = run.interrupt();

      assertThat(run.awaitEnd()).as(run.said()).isEqualTo(expected);
      assertThat(run.said()).contains("interrupted (exit 130)", "report        " + out);
    }

    JsonNode numbers = JsonMapper.shared().readTree(out.resolve("run.json"));
    assertThat(numbers.path("outcome").asString()).isEqualTo("interrupted");
    assertThat(numbers.path("exitCode").asInt()).isEqualTo(130);
    assertThat(out.resolve("report.html")).isNotEmptyFile();
    assertThat(out.resolve("trace")).content().endsWith("\"outcome\":\"interrupted\"}\n");
  }

  @Test
  void a_server_that_is_stopped_is_no_failure() throws Exception {
    try (ChildProgram proxy = ChildProgram.start("proxy", "--listen", "127.0.0.1:0")) {
      String line = proxy.awaitLine("listening on ");
      int port = Integer.parseInt(line.substring(line.lastIndexOf(':') + 1));
      connect(port);
      proxy.interrupt();

      assertThat(proxy.awaitEnd()).as(proxy.said()).isZero();
      assertThat(proxy.said()).endsWith("stopped");
      assertThatThrownBy(() -> connect(port)).isInstanceOf(IOException.class);
    }
  }

  private static void connect(int port) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      assertThat(socket.isConnected()).isTrue();
    }
  }
}
