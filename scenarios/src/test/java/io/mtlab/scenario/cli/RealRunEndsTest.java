package io.mtlab.scenario.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A run over sockets that is ended from outside leaves no process, however it is ended. */
@Tag("ci")
final class RealRunEndsTest {
  private static final String PLAYING = " broadcast ";

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"embedded", "process"})
  void an_interrupted_run_reports_and_ends_its_children(String toxiproxy) throws Exception {
    try (ChildProgram run = run(toxiproxy)) {
      run.awaitLine(PLAYING);
      List<ProcessHandle> children = run.descendants();
      int expected = run.interrupt();

      assertThat(run.awaitEnd()).as(run.said()).isEqualTo(expected);
      assertThat(children).isNotEmpty().noneMatch(ProcessHandle::isAlive);
    }
    JsonNode numbers = JsonMapper.shared().readTree(folder.resolve("run.json"));
    assertThat(numbers.path("outcome").asString()).isEqualTo("interrupted");
    assertThat(numbers.at("/members/joined").asInt()).isEqualTo(3);
  }

  @Test
  void a_run_that_is_interrupted_while_its_server_starts_ends_at_once() throws Exception {
    try (ChildProgram run = run("embedded")) {
      run.awaitLine("seed ");
      run.awaitChild();
      int expected = run.interrupt();

      assertThat(run.awaitEnd()).as(run.said()).isEqualTo(expected);
      ChildProgram.awaitGone(run.descendants());
    }
    assertThat(folder.resolve("report.html")).isNotEmptyFile();
  }

  @ParameterizedTest
  @ValueSource(strings = {"embedded", "process"})
  void children_of_a_run_that_is_killed_end_by_themselves(String toxiproxy) throws Exception {
    try (ChildProgram run = run(toxiproxy)) {
      run.awaitLine(PLAYING);
      List<ProcessHandle> children = run.descendants();
      run.kill();

      assertThat(children).isNotEmpty();
      ChildProgram.awaitGone(children);
    }
    assertThat(folder.resolve("report.html")).doesNotExist();
    Terminal terminal = new Terminal();
    assertThat(terminal.runs("shrink", folder.toString())).as(terminal.err()).isEqualTo(6);
    assertThat(terminal.out()).contains("does not show in virtual time");
  }

  private ChildProgram run(String toxiproxy) throws IOException {
    return ChildProgram.start(
        "run",
        "group-broadcast",
        "--set",
        "members=3",
        "--set",
        "posts=100",
        "--toxiproxy",
        toxiproxy,
        "--out",
        folder.toString());
  }
}
