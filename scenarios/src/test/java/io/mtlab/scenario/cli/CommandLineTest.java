package io.mtlab.scenario.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Words and exit codes of the command line, without anything that runs. */
final class CommandLineTest {
  private final Terminal terminal = new Terminal();
  @TempDir private Path folder;

  @Test
  void help_and_version_are_0() {
    assertThat(terminal.runs("--help")).isZero();
    assertThat(terminal.out()).contains("Examples:", "Exit codes: 0 ok", "run", "vectors");
    assertThat(terminal.runs("help", "run")).isZero();
    assertThat(terminal.out()).contains("--toxiproxy=URL|process|container");
    assertThat(terminal.runs("version")).isZero();
    assertThat(terminal.out()).startsWith("mtlab ").contains("Java 25");
  }

  @Test
  void a_wrong_option_is_2_and_the_nearest_one_is_named() {
    assertThat(terminal.runs("run", "group-broadcast", "--sede", "7")).isEqualTo(2);
    assertThat(terminal.err()).contains("unknown option --sede; did you mean \"--seed\"?");
    assertThat(terminal.runs("rnu")).isEqualTo(2);
    assertThat(terminal.err()).contains("did you mean \"run\"?");
    assertThat(terminal.runs("run")).isEqualTo(2);
    assertThat(terminal.runs("run", "group-broadcast", "--time", "unreal")).isEqualTo(2);
    assertThat(terminal.runs()).isEqualTo(2);
  }

  @Test
  void a_certificate_and_its_key_belong_together() throws IOException {
    Path file = Files.writeString(folder.resolve("certificate.pem"), "nothing");
    assertThat(terminal.runs("serve", "--tls-cert", file.toString())).isEqualTo(2);
    assertThat(terminal.err()).contains("belong together; --tls-key is missing");
    String gone = folder.resolve("gone.pem").toString();
    assertThat(terminal.runs("serve", "--tls-cert", gone, "--tls-key", gone)).isEqualTo(4);
    assertThat(terminal.err()).contains("cannot read " + gone + " of --tls-cert");
    assertThat(terminal.runs("serve", "--tls-cert", file.toString(), "--tls-key", file.toString()))
        .isEqualTo(4);
    assertThat(terminal.err()).contains("hold no certificate and its key, in PEM and PKCS#8");
  }

  @Test
  void a_schema_that_cannot_be_spoken_is_2_with_its_place() throws IOException {
    Path file = Files.writeString(folder.resolve("mine.tl"), "// LAYER 9\nuser : = User;\n");
    assertThat(terminal.runs("serve", "--schema", file.toString())).isEqualTo(2);
    assertThat(terminal.err()).contains(file + ":2:6: ", "expected a type");
    Files.writeString(file, "// LAYER 9\n\n  user name:Name = User;\n");
    assertThat(terminal.runs("serve", "--schema", file.toString())).isEqualTo(2);
    assertThat(terminal.err()).contains(file + ":3:3: ", "found 'Name'");
    Files.writeString(file, "user = User;\n");
    assertThat(terminal.runs("serve", "--schema", file.toString())).isEqualTo(2);
    assertThat(terminal.err()).contains(file + ":1:1: ", "// LAYER n");
    String gone = folder.resolve("gone.tl").toString();
    assertThat(terminal.runs("serve", "--schema", gone)).isEqualTo(4);
  }

  @Test
  void a_wrong_parameter_is_2_and_nothing_runs() {
    Path out = folder.resolve("out");

    int code =
        terminal.runs(
            "run",
            "group-broadcast",
            "--set",
            "membres=5",
            "--set",
            "loss=x",
            "--out",
            out.toString());

    assertThat(code).isEqualTo(2);
    assertThat(terminal.err())
        .contains(
            "--set membres: the scenario has no parameter \"membres\"; did you mean \"members\"?",
            "--set loss: \"x\" is not a percentage such as 2%");
    assertThat(out).doesNotExist();
  }

  @Test
  void a_set_without_a_value_or_said_twice_is_2() {
    assertThat(terminal.runs("run", "group-broadcast", "--set", "members")).isEqualTo(2);
    assertThat(terminal.err()).contains("--set takes KEY=VALUE, not \"members\"");
    assertThat(terminal.runs("run", "group-broadcast", "--set", "members=1", "--set", "members=2"))
        .isEqualTo(2);
    assertThat(terminal.err()).contains("members is set twice");
  }

  @Test
  void an_unknown_network_is_2() {
    assertThat(terminal.runs("run", "group-broadcast", "--network", "mobile-5g")).isEqualTo(2);
    assertThat(terminal.err()).contains("did you mean \"mobile-4g\"?");
  }

  @Test
  void a_wrong_file_is_2_with_line_and_column() throws Exception {
    Path file = folder.resolve("mine.yaml");
    Files.writeString(file, "name: mine\ntitle: t\nnodse: []\n");

    assertThat(terminal.runs("run", file.toString())).isEqualTo(2);
    assertThat(terminal.err())
        .contains(file + ":3:1: unknown key \"nodse\"; did you mean \"nodes\"?");
  }

  @Test
  void an_unknown_scenario_is_2() {
    assertThat(terminal.runs("run", "group-brodcast")).isEqualTo(2);
    assertThat(terminal.err()).contains("did you mean \"group-broadcast\"?");
    assertThat(terminal.runs("run", folder.resolve("no.yaml").toString())).isEqualTo(2);
    assertThat(terminal.err()).contains("no such file");
  }

  @Test
  void too_many_members_for_real_exchanges_is_2_and_the_way_out_is_named() {
    String out = folder.resolve("out").toString();

    assertThat(terminal.runs("run", "group-broadcast", "--set", "members=5001", "--out", out))
        .isEqualTo(2);
    assertThat(terminal.err()).contains("--set keys=provisioned");
    assertThat(folder.resolve("out")).doesNotExist();
  }

  @Test
  void options_of_real_time_are_refused_in_virtual_time() {
    assertThat(terminal.runs("run", "group-broadcast", "--time", "virtual", "--in-process"))
        .isEqualTo(2);
    assertThat(terminal.err()).contains("--in-process is for --time real only");
  }

  @Test
  void scenarios_and_their_parameters_are_listed() {
    assertThat(terminal.runs("list")).isZero();
    assertThat(terminal.out()).contains("group-broadcast", "members=200 posts=10", "mobile-4g");
    assertThat(terminal.runs("list", "group-broadcast")).isZero();
    assertThat(terminal.out())
        .contains("1..200000", "exchanged | provisioned", "link-rate", "share of frames");
  }

  @Test
  void a_shell_can_complete_our_words() {
    assertThat(terminal.runs("completion")).isZero();
    assertThat(terminal.out()).contains("complete -F", "--toxiproxy", "vectors");
  }

  @Test
  void a_bench_says_what_there_is_and_what_goes_with_it() {
    assertThat(terminal.runs("bench", "everything")).isEqualTo(2);
    assertThat(terminal.err()).contains("no bench for \"everything\"", "proxy and virtual");
    assertThat(terminal.runs("bench", "virtual", "--seconds", "2")).isEqualTo(2);
    assertThat(terminal.err()).contains("--seconds and --without-real are for proxy");
    assertThat(terminal.runs("bench", "virtual", "--rounds", "0")).isEqualTo(2);
    assertThat(terminal.err()).contains("--rounds is from 1 to 1000");
  }

  @Test
  void a_server_takes_strict_or_field_rules_only() {
    assertThat(terminal.runs("serve", "--rules", "lax")).isEqualTo(2);
    assertThat(terminal.err()).contains("--rules takes strict or field, not \"lax\"");
  }

  @Test
  void serve_says_what_is_wrong_with_its_options() {
    assertThat(terminal.runs("serve", "--listen", "nowhere")).isEqualTo(2);
    assertThat(terminal.err()).contains("--listen takes HOST:PORT, not \"nowhere\"");
    assertThat(terminal.runs("serve", "--test-code", "abc")).isEqualTo(2);
    assertThat(terminal.err()).contains("--test-code takes 5 or 6 digits");
  }
}
