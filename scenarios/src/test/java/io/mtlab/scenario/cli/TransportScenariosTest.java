package io.mtlab.scenario.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtlab.scenario.model.Library;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The library's scenario of each transport, in virtual time. */
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
}
