package io.mtlab.scenario.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtlab.scenario.model.Library;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The library's scenario of each transport, in virtual time; over UDP also on real sockets. */
final class TransportScenariosTest {
  private final Terminal terminal = new Terminal();
  @TempDir private Path folder;

  static List<String> scenarios() throws IOException {
    return Library.names().stream().filter(name -> name.startsWith("transports/")).toList();
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void everybody_gets_everything(String scenario) {
    int code =
        terminal.runs(
            "run", scenario, "--time", "virtual", "--out", folder.resolve("run").toString());

    assertThat(code).as(terminal.err()).isZero();
    assertThat(Files.exists(folder.resolve("run/run.json"))).isTrue();
  }

  @Test
  void datagrams_pass_through_a_relay_over_real_sockets() throws IOException {
    Path run = folder.resolve("run");
    int code =
        terminal.runs(
            ("run transports/udp --in-process --seed 3 --set members=1 --set posts=3"
                    + " --set loss=0% --set reorder=0% --set duplicate=20% --out "
                    + run)
                .split(" "));

    assertThat(code).as(terminal.err()).isZero();
    assertThat(Files.readString(run.resolve("trace")))
        .contains("\"link\":\"member-dc2\",\"conn\":0,\"dir\":\"up\"")
        .contains("\"f\":\"duplicate\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"transports/https", "transports/secure-websocket"})
  void streams_of_real_tls_are_cut_and_resent_over_real_sockets(String scenario)
      throws IOException {
    Path run = folder.resolve("run");
    int code =
        terminal.runs(
            ("run "
                    + scenario
                    + " --in-process --seed 3 --set members=1 --set posts=3"
                    + " --set slice=50 --set tcp-loss=10% --out "
                    + run)
                .split(" "));

    assertThat(code).as(terminal.err()).isZero();
    assertThat(Files.readString(run.resolve("trace"))).contains("\"f\":\"tcp-loss\"");
  }
}
