package io.mtlab.conformance.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mtlab.conformance.implementation.ImplementationException;
import io.mtlab.conformance.implementation.Implementations;
import io.mtlab.conformance.implementation.Installer;
import io.mtlab.conformance.implementation.Step;
import io.mtlab.conformance.interop.CellResult.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS) // the toy under test is a shell script
class InteropRunTest {
  private static final String KNOWS_ITS_CASE = "[ \"$MTLAB_CASE\" = interop ] || exit 127\n";
  private static final String ALL_PASSED =
      Stream.of(Step.values())
          .map(step -> "echo '{\"step\":\"" + step.id() + "\",\"outcome\":\"passed\",\"ms\":3}'\n")
          .collect(Collectors.joining());
  private static final String MANIFEST =
      """
      name: toy
      title: Toy
      version: "1"
      licence: MIT
      language: sh
      role: client
      transports: [full]
      padding: 0..15
      needs:
        - {command: sh, help: it is everywhere}
      install: [sh, ./install]
      run: [sh, "${dir}/shim"]
      seconds: 1
      """;

  @TempDir private Path folder;

  @Test
  void a_client_that_passes_all_steps_works_and_is_installed_once() throws Exception {
    InteropReport report = run(KNOWS_ITS_CASE + ALL_PASSED, "[]");

    assertThat(report.ok()).isTrue();
    CellResult result = report.results().getFirst();
    assertThat(result.verdict()).isEqualTo(Verdict.WORKS);
    assertThat(result.steps()).hasSize(Step.values().length);
    assertThat(InteropTable.lines(report, List.of("full")).get(1)).isEqualTo("full  works");
    run(KNOWS_ITS_CASE + ALL_PASSED, "[]");
    assertThat(folder.resolve("home/toy-1/count")).content().isEqualTo("installed\n");
    run(KNOWS_ITS_CASE + ALL_PASSED + "# changed\n", "[]");
    assertThat(folder.resolve("home/toy-1/count")).content().isEqualTo("installed\ninstalled\n");
  }

  @Test
  void the_case_comes_by_the_environment() throws Exception {
    String shim =
        KNOWS_ITS_CASE
            + "echo \"$MTLAB_ROLE $MTLAB_TRANSPORT $MTLAB_HOST:$MTLAB_PORT $MTLAB_DC\" >&2\n"
            + "cat \"$MTLAB_RSA_KEY\" >&2\n";

    CellResult result = run(shim, "[]").results().getFirst();

    assertThat(result.evidence().output()).contains("client full 127.0.0.1:4430 2", "a key");
    assertThat(result.evidence().findings()).containsExactly("a finding");
    assertThat(result.reason()).isEqualTo("key-exchange: the process exited with 0");
  }

  @Test
  void a_step_that_fails_and_one_that_is_not_heard_of_fail_the_cell() throws Exception {
    String failing =
        "echo '{\"step\":\"config\",\"outcome\":\"failed\",\"reason\":\"why\"}'; exit 1";

    CellResult failed = run(KNOWS_ITS_CASE + failing, "[]").results().getFirst();

    assertThat(failed.verdict()).isEqualTo(Verdict.FAILS);
    assertThat(failed.reason()).isEqualTo("config: why");
    assertThat(InteropTable.complaint(failed))
        .contains("  repeat: ./mtlab interop --only toy --transport full");
    InteropReport half = run(KNOWS_ITS_CASE + ALL_PASSED.replace("reconnect", "other"), "[]");
    assertThat(half.ok()).isFalse();
    assertThat(half.results().getFirst().reason()).startsWith("reconnect:");
  }

  @Test
  void a_known_failure_is_no_failure_unless_it_passes_or_fails_elsewhere() throws Exception {
    String known = "- {transports: [full], step: config, reason: it is old}";
    String config = "echo '{\"step\":\"config\",\"outcome\":\"failed\",\"reason\":\"why\"}'\n";
    String exchange = config.replace("config", "key-exchange");

    assertThat(verdict(KNOWS_ITS_CASE + config, known)).isEqualTo(Verdict.KNOWN_FAILURE);
    assertThat(verdict(KNOWS_ITS_CASE + exchange, known)).isEqualTo(Verdict.FAILS);
    assertThat(verdict(KNOWS_ITS_CASE + ALL_PASSED, known)).isEqualTo(Verdict.UNEXPECTED_PASS);
    assertThat(Verdict.UNEXPECTED_PASS.ok()).isFalse();
  }

  @Test
  void who_is_too_slow_is_ended() throws Exception {
    CellResult result = run(KNOWS_ITS_CASE + "exec sleep 600", "[]").results().getFirst();

    assertThat(result.verdict()).isEqualTo(Verdict.TIMED_OUT);
    assertThat(result.reason()).isEqualTo("key-exchange: not done in time");
  }

  @Test
  void who_takes_a_case_that_does_not_exist_is_not_believed() throws Exception {
    InteropReport report = run(ALL_PASSED, "[]");

    assertThat(report.harnessFailed()).isTrue();
    assertThat(report.results().getFirst().reason()).startsWith("exits with 0 instead of 127");
  }

  @Test
  void mistakes_in_the_files_are_named() throws IOException {
    write("exit 127", "- {transports: [http], step: config, reason: it is old}");
    assertThatThrownBy(() -> Implementations.in(folder.resolve("all")))
        .isInstanceOf(ImplementationException.class)
        .hasMessageContaining("expectations.yaml: a known failure over http");
    write("exit 127", "- {transports: [full], step: config, reason: ''}");
    assertThatThrownBy(() -> Implementations.in(folder.resolve("all")))
        .hasMessageContaining("needs a reason");
    write("exit 127", "[]");
    Path manifest = folder.resolve("all/toy/manifest.yaml");
    Files.writeString(manifest, MANIFEST + "colour: red\n");
    assertThatThrownBy(() -> Implementations.in(folder.resolve("all")))
        .hasMessageContaining("colour");
    Files.writeString(manifest, MANIFEST.replace("name: toy", "name: other"));
    assertThatThrownBy(() -> Implementations.in(folder.resolve("all")))
        .hasMessageContaining("not that of the folder");
  }

  @Test
  void a_missing_program_is_named_with_the_way_to_get_it() throws IOException {
    write("exit 127", "[]");
    Files.writeString(
        folder.resolve("all/toy/manifest.yaml"),
        MANIFEST.replace("command: sh", "command: no-such-program"));

    assertThatThrownBy(() -> run())
        .isInstanceOf(ImplementationException.class)
        .hasMessage("Toy needs no-such-program, which is not on the PATH: it is everywhere");
  }

  @Test
  void a_failed_installation_shows_its_end() throws IOException {
    write("exit 127", "[]");
    Files.writeString(folder.resolve("all/toy/install"), "echo no network; exit 7");

    assertThatThrownBy(() -> run())
        .isInstanceOf(ImplementationException.class)
        .hasMessageContaining("exited with 7")
        .hasMessageEndingWith("no network");
  }

  private Verdict verdict(String shim, String expectations) throws Exception {
    return run(shim, expectations).results().getFirst().verdict();
  }

  private InteropReport run(String shim, String expectations) throws Exception {
    write(shim, expectations);
    return run();
  }

  private InteropReport run() throws Exception {
    Installer installer = new Installer(folder.resolve("home"), _ -> {});
    return new InteropRun(installer, (_, _) -> new Nobody(), 1, _ -> {})
        .run(Implementations.in(folder.resolve("all")), _ -> true);
  }

  private void write(String shim, String expectations) throws IOException {
    Path toy = Files.createDirectories(folder.resolve("all/toy"));
    Files.writeString(toy.resolve("manifest.yaml"), MANIFEST);
    Files.writeString(toy.resolve("expectations.yaml"), expectations + "\n");
    Files.writeString(toy.resolve("shim"), shim);
    Files.writeString(
        toy.resolve("install"),
        "cp shim \"$MTLAB_INSTALL_DIR/\"\necho installed >> \"$MTLAB_INSTALL_DIR/count\"\n");
  }

  /** A server that nobody connects to. */
  private record Nobody() implements Servers.Server {
    @Override
    public String host() {
      return "127.0.0.1";
    }

    @Override
    public int port() {
      return 4430;
    }

    @Override
    public int dc() {
      return 2;
    }

    @Override
    public String publicKey() {
      return "a key\n";
    }

    @Override
    public String secret() {
      return "";
    }

    @Override
    public String code() {
      return "22222";
    }

    @Override
    public List<String> findings() {
      return List.of("a finding");
    }

    @Override
    public void close() {
      // Nothing was opened.
    }
  }
}
