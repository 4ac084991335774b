package io.mtlab.scenario.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code mtlab run --replay} and {@code mtlab shrink}. */
final class ReplayCommandsTest {
  /** No post may be late, and a lost frame makes it a second late. */
  private static final String FRAGILE =
      """
      name: fragile
      title: A small group where no post may be late
      parameters:
        posts: {type: count, default: 3, min: 1, max: 100, help: how many posts}
      nodes:
        - {id: dc2, role: server, dc: 2}
        - {id: poster, role: poster, keys: provisioned}
        - {id: member, role: member, count: 3, keys: provisioned}
      links:
        - {between: [poster, dc2], network: datacentre}
        - {between: [member, dc2], network: datacentre}
      phases:
        - {name: create, node: poster, do: create-supergroup, within: 1m}
        - {name: join, node: member, do: join, rate: 5/s, within: 1m}
        - {name: post, node: poster, do: post, count: "${posts}", rate: 5/s, within: 1m}
        - {name: drain, node: member, do: receive-all, within: 2m}
      expectations:
        - {measure: deliveries.missing, equals: 0}
        - {measure: latencyMs.delivery.p99, max: 500}
      """;

  private static final int MISSED = 6;

  private final Terminal terminal = new Terminal();
  @TempDir private Path folder;
  private Path scenario = Path.of("");

  @BeforeEach
  void writeScenario() throws IOException {
    scenario = Files.writeString(folder.resolve("fragile.yaml"), FRAGILE);
  }

  @Test
  void a_replayed_run_is_the_same_run() throws IOException {
    Path first = run("first", "--set", "loss=5%", "--set", "posts=6", "--seed", "2");

    Path again = folder.resolve("again");
    int code = terminal.runs("run", "--replay", first.toString(), "--out", again.toString());

    assertThat(code).as(terminal.err()).isEqualTo(MISSED);
    assertThat(again.resolve("trace")).hasSameBinaryContentAs(first.resolve("trace"));
    assertThat(again.resolve("report.html")).content().contains("decisions came to their frames");
  }

  @Test
  void a_failure_under_loss_shrinks_to_a_few_frames_that_alone_make_it_fail() throws IOException {
    Path failed = run("failed", "--set", "loss=5%", "--set", "posts=6", "--seed", "2");

    assertThat(terminal.runs("shrink", failed.toString())).as(terminal.err()).isZero();

    assertThat(terminal.out()).contains("still fails: latencyMs.delivery.p99 <= 500");
    List<String> shrunk = Files.readAllLines(failed.resolve("shrunk.yaml"));
    assertThat(shrunk.stream().filter(line -> line.contains("frame:")).count()).isBetween(1L, 5L);
    Path alone = folder.resolve("alone");
    assertThat(again(failed.resolve("shrunk.yaml"), alone)).isEqualTo(MISSED);
    assertThat(Files.readAllLines(alone.resolve("trace")))
        .filteredOn(line -> line.contains("\"f\":\"loss\""))
        .hasSizeBetween(1, 5);

    Path without = Files.writeString(folder.resolve("without.yaml"), none(shrunk));
    assertThat(again(without, folder.resolve("passes"))).as(terminal.err()).isZero();
  }

  @Test
  void the_folder_of_a_run_holds_the_files_that_its_scenario_and_its_settings_name()
      throws IOException {
    String slow = "time,delay,loss\n0s,20ms,30%\n";
    Path beside = Files.writeString(folder.resolve("train.csv"), slow);
    Path typed = Files.writeString(folder.resolve("typed.csv"), slow.replace("20ms", "40ms"));
    Path table = Files.writeString(folder.resolve("late.txt"), "0 0.5 1");
    Files.writeString(
        scenario,
        FRAGILE.replace(
            "[poster, dc2], network: datacentre",
            "[poster, dc2], network: none, delay: {base: 9ms, jitter: 5ms, distribution: table,"
                + " table: late.txt}, trace: {file: train.csv}"));
    Path first = run("first", "--set", "trace=" + typed, "--seed", "2");
    for (Path gone : List.of(beside, typed, table, scenario)) {
      Files.delete(gone);
    }

    Path again = folder.resolve("again");
    int code = terminal.runs("run", "--replay", first.toString(), "--out", again.toString());
    assertThat(code).as(terminal.err()).isEqualTo(MISSED);
    assertThat(again.resolve("trace")).hasSameBinaryContentAs(first.resolve("trace"));
    assertThat(again.resolve("scenario-files/late.txt")).hasContent("0 0.5 1");
    assertThat(again.resolve("scenario-files/train.csv")).content().contains("20ms");

    Path elsewhere = Files.createDirectory(folder.resolve("elsewhere")).resolve("few.yaml");
    assertThat(terminal.runs("shrink", again + "", "--out", elsewhere + "")).isZero();
    assertThat(elsewhere).content().contains("scenario-files/set/").doesNotContain(": " + typed);
    assertThat(again(elsewhere, folder.resolve("few"))).as(terminal.err()).isEqualTo(MISSED);
  }

  @Test
  void what_was_chosen_for_one_link_is_repeated_and_shrunk_for_that_one() throws IOException {
    Path failed = run("one", "--set", "member-dc2.loss=8%", "--set", "posts=6", "--seed", "2");
    Path again = folder.resolve("again");
    assertThat(terminal.runs("run", "--replay", failed + "", "--out", again + ""))
        .isEqualTo(MISSED);
    assertThat(again.resolve("trace")).hasSameBinaryContentAs(failed.resolve("trace"));

    assertThat(terminal.runs("shrink", failed.toString())).as(terminal.err()).isZero();

    Path shrunk = failed.resolve("shrunk.yaml");
    assertThat(Files.readAllLines(shrunk)).filteredOn(line -> line.contains("8%")).hasSize(1);
    assertThat(again(shrunk, folder.resolve("alone"))).isEqualTo(MISSED);
  }

  @Test
  void a_run_that_passed_has_nothing_to_shrink() {
    Path passed = folder.resolve("passed");
    assertThat(again(scenario, passed)).isZero();

    assertThat(terminal.runs("shrink", passed.toString())).isEqualTo(MISSED);

    assertThat(terminal.out()).contains("there is nothing to shrink");
    assertThat(passed.resolve("shrunk.yaml")).doesNotExist();
  }

  @Test
  void what_is_no_folder_of_a_run_is_told() {
    assertThat(terminal.runs("shrink", folder.toString())).isEqualTo(4);
    assertThat(terminal.err()).contains("is not the folder of a run: it has no file scenario.yaml");
    assertThat(terminal.runs("run", "--replay", folder.toString())).isEqualTo(4);
    assertThat(terminal.runs("run", "--replay", folder.toString(), "--seed", "3")).isEqualTo(2);
    assertThat(terminal.err()).contains("--replay takes scenario, parameters and seed");
    assertThat(terminal.runs("run")).isEqualTo(2);
    assertThat(terminal.err()).contains("Missing required parameter: 'SCENARIO'");
  }

  @Test
  void decisions_of_a_link_that_is_not_there_are_refused() throws IOException {
    String wrong =
        FRAGILE
            + """
            decisions:
              - {fault: loss, link: members-dc2, node: a-1, connection: 0, direction: up, frame: 3}
            """;
    Path file = Files.writeString(folder.resolve("wrong.yaml"), wrong);

    assertThat(terminal.runs("run", file.toString())).isEqualTo(2);

    assertThat(terminal.err())
        .contains(
            "wrong.yaml:21:25: no link is called \"members-dc2\"; did you mean \"member-dc2\"?");
  }

  private static String none(List<String> shrunk) {
    int decisions = shrunk.indexOf("decisions:");
    return String.join("\n", shrunk.subList(0, decisions)) + "\ndecisions: []\n";
  }

  private int again(Path file, Path out) {
    return terminal.runs(
        "run", file.toString(), "--time", "virtual", "--seed", "2", "--out", out.toString());
  }

  private Path run(String name, String... more) {
    Path out = folder.resolve(name);
    String[] words = {"run", scenario.toString(), "--time", "virtual", "--out", out.toString()};
    String[] all = java.util.Arrays.copyOf(words, words.length + more.length);
    System.arraycopy(more, 0, all, words.length, more.length);
    assertThat(terminal.runs(all)).as(terminal.err()).isEqualTo(MISSED);
    return out;
  }
}
