package io.mtlab.scenario.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.mtlab.scenario.model.Scenario.LinkSpec;
import io.mtlab.scenario.model.schema.Schemas;
import io.mtlab.simulator.network.Stream;
import io.mtlab.simulator.network.profile.Attribute;
import io.mtlab.simulator.network.profile.FaultKind;
import io.mtlab.simulator.network.profile.FaultSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The faults of a link: single values, mappings and lists, in files and behind --set. */
final class LinkFaultsTest {
  private static final List<String> PRESETS = List.of("none", "wifi");
  private static final String TEMPLATE =
      """
      name: small
      title: A small one
      nodes:
        - {id: dc2, role: server, dc: 2}
        - {id: poster, role: poster}
        - {id: member, role: member, count: 2}
      links:
        - {between: [poster, dc2], network: none}
        - {between: [member, dc2], network: wifi, FAULTS}
      phases:
        - {name: create, node: poster, do: create-supergroup, within: 30s}
      """;

  @TempDir Path folder;

  @BeforeEach
  void files() throws IOException {
    Files.writeString(
        folder.resolve("train.csv"),
        "# measured on the way\ntime,delay,loss,rate\n0s,40ms,1%,10mbit\n10s,120ms,0,unlimited\n");
    Files.writeString(folder.resolve("measured.dist"), "# netem's form\n-8192 0\n8192\n");
  }

  @Test
  void a_value_alone_is_what_matters_most() throws Exception {
    List<FaultSpec> faults =
        faults("corrupt: 1%, slice: 7, stall: 3s, reset: 5s, tcp-loss: 2%, limit: 10kb");

    assertThat(faults)
        .containsExactlyInAnyOrder(
            FaultSpec.of("corrupt", "probability", "1%"),
            FaultSpec.of("slice", "size", "7"),
            FaultSpec.of("stall", "on", "3s"),
            FaultSpec.of("reset", "after", "5s"),
            FaultSpec.of("tcp-loss", "probability", "2%"),
            FaultSpec.of("limit", "bytes", "10kb"));
  }

  @Test
  void mappings_and_lists_tell_more() throws Exception {
    assertThat(
            faults(
                "loss: {model: gilbert-elliott, p: 1%, r: 10%, 1-h: 80%, stream: upstream},"
                    + " delay: {base: 40ms, jitter: 10ms, distribution: normal, correlation: 25%}"))
        .containsExactly(
            FaultSpec.of("loss", "model", "gilbert-elliott", "p", "1%", "r", "10%", "1-h", "80%")
                .in(Stream.UPSTREAM),
            FaultSpec.of(
                "delay",
                "base",
                "40ms",
                "jitter",
                "10ms",
                "distribution",
                "normal",
                "correlation",
                "25%"));
    assertThat(
            faults(
                "down: [{on: 1s, after: 5s}, {on: 2s, after: 20s}], loss: {list: [1, 3..4],"
                    + " model: list}"))
        .containsExactly(
            FaultSpec.of("loss", "list", "1,3..4", "model", "list"),
            FaultSpec.of("down", "on", "1s", "after", "5s"),
            FaultSpec.of("down", "on", "2s", "after", "20s"));
  }

  @Test
  void a_single_value_of_the_first_words_stays_a_word() throws Exception {
    LinkSpec link = link("loss: 5%, delay: 40ms", Map.of());

    assertThat(link.faults()).isEmpty();
    assertThat(link.words()).containsEntry(NetworkWord.LOSS, 0.05);
  }

  @Test
  void files_lie_beside_the_scenario() throws Exception {
    List<FaultSpec> faults =
        faults(
            "trace: {file: train.csv, end: loop},"
                + " delay: {base: 1s, jitter: 1ms, distribution: table, table: measured.dist}");

    assertThat(faults.get(0).words()).contains("distribution table", "(3 numbers)");
    assertThat(faults.get(1).words()).isEqualTo("trace rows (8 numbers) end loop");
    assertThat(faults("trace: train.csv")).hasSize(1);
  }

  @Test
  void a_rate_with_a_name_is_a_bottleneck_whatever_phases_are_called() throws Exception {
    assertThat(faults("rate: {rate: 5mbit, queue: 64kb, shared: cell}"))
        .containsExactly(FaultSpec.of("rate", "rate", "5mbit", "queue", "64kb", "shared", "cell"));
    assertThat(problems("rate: {rate: 1mbit, shared: cell, burst: 1kb}"))
        .containsExactly("FILE:9:86: a line that is shared saves up no burst");
  }

  @Test
  void what_is_wrong_has_its_place_and_the_nearest_right_word() {
    assertThat(problems("loss: {model: gilbert-eliott, p: 1%}"))
        .containsExactly(
            "FILE:9:59: unknown model \"gilbert-eliott\"; did you mean \"gilbert-elliott\"?");
    assertThat(problems("loss: {modle: gilbert}"))
        .containsExactly("FILE:9:52: loss has no attribute \"modle\"; did you mean \"model\"?");
    assertThat(problems("corrupt: 101%"))
        .containsExactly("FILE:9:54: probability must be from 0% to 100%");
    assertThat(problems("delay: {base: -40ms}"))
        .containsExactly("FILE:9:59: base must be from 0s to 1000h");
    assertThat(problems("rate: {rate: -1mbit}"))
        .containsExactly("FILE:9:58: rate must be from 0gbit to 100gbit");
    assertThat(problems("stal: 3s"))
        .containsExactly("FILE:9:45: unknown key \"stal\"; did you mean \"stall\"?");
    assertThat(problems("loss: {model: gilbert, r: 1%}"))
        .containsExactly("FILE:9:51: the model gilbert needs p");
    assertThat(problems("loss: {model: state, p13: 1%, p: 1%}"))
        .singleElement()
        .asString()
        .startsWith("FILE:9:78: p is not said of the model state");
    assertThat(problems("stall: {on: 3s, stream: upwards}"))
        .singleElement()
        .asString()
        .startsWith("FILE:9:69: unknown stream \"upwards\"");
    assertThat(problems("inject: {bytes: 010203}"))
        .singleElement()
        .asString()
        .startsWith("FILE:9:61: a message has a multiple of 4 bytes, not 3;");
    assertThat(problems("jitter: 5ms, delay: {base: 40ms}"))
        .containsExactly("FILE:9:53: jitter stands within delay: {base: 40ms, jitter: 10ms}");
  }

  @Test
  void messages_and_phases_are_known_by_name() throws Exception {
    assertThat(faults("loss: {messages: [msgs_ack, rpc_result], which: 0, phase: create}"))
        .containsExactly(
            FaultSpec.of(
                "loss", "messages", "msgs_ack,rpc_result", "which", "0", "phase", "create"));
    assertThat(faults("delay: {base: 1s, phase: create, from: 2s, until: 3s}")).hasSize(1);
    assertThat(problems("loss: {messages: [msgs_ack, rpc_reslut]}"))
        .containsExactly(
            "FILE:9:73: no message is called \"rpc_reslut\"; did you mean \"rpc_result\"?");
    assertThat(problems("loss: {phase: creat}"))
        .containsExactly("FILE:9:59: no phase is called \"creat\"; did you mean \"create\"?");
    assertThat(problems("delay: {base: 1s, messages: msgs_ack}"))
        .singleElement()
        .asString()
        .contains(": delay has no messages: that is said of frames, with loss, corrupt, ");
    assertThat(problems("loss: {which: 0}"))
        .containsExactly("FILE:9:59: which is said of messages; of frames it is frames");
    assertThat(refused(Map.of("stall", "{on: 1s, phase: creat}")))
        .containsExactly(
            "--set stall:1:17: no phase is called \"creat\"; did you mean \"create\"?");
  }

  @Test
  void what_is_wrong_with_a_trace_has_its_place_in_the_trace() throws IOException {
    assertThat(problems("trace: no.csv"))
        .singleElement()
        .asString()
        .matches("FILE:9:52: no file \".*no\\.csv\" can be read");
    assertThat(trace("time,delay\n0s,1ms\n5s,1ms\n  4s,1ms\n"))
        .containsExactly("bad.csv:4:3: time goes back here");
    assertThat(trace("time,dleay\n0s,1ms\n"))
        .containsExactly("bad.csv:1:6: unknown column \"dleay\"; did you mean \"delay\"?");
    assertThat(trace("time,loss\n0s,1%\n5s,101%\n"))
        .containsExactly("bad.csv:3:4: 101% is above the greatest value, 100%");
    assertThat(trace("time,rate\n0s\n")).containsExactly("bad.csv:2:1: values: 1, columns: 2");
    assertThat(trace("delay\n1ms\n")).contains("bad.csv:1:1: a trace has a column \"time\"");
    assertThat(trace("time,delay\n0s,9999h\n"))
        .containsExactly("bad.csv:2:4: 9999h is above the greatest value, 1h");
    assertThat(trace("time,time\n0s,1s\n"))
        .containsExactly("bad.csv:1:6: a second column \"time\"");
    assertThat(trace("time\n" + "x\n".repeat(500)))
        .hasSize(11)
        .last()
        .isEqualTo("bad.csv:7:1: and more of this kind");
    assertThat(trace("")).singleElement().asString().contains("from 1 to 100000 rows");
  }

  @Test
  void a_trace_may_come_from_a_spreadsheet_and_is_a_text() throws Exception {
    Files.writeString(folder.resolve("sheet.csv"), "\ufefftime,delay\r\n0s,5ms\r\n");
    assertThat(faults("trace: sheet.csv")).hasSize(1);
    Files.write(folder.resolve("binary.csv"), new byte[] {(byte) 0xff, 0, (byte) 0xfe});
    assertThat(problems("trace: binary.csv"))
        .singleElement()
        .asString()
        .endsWith("binary.csv is no text in UTF-8");
    assertThat(problems("trace: \"a\\0b\""))
        .singleElement()
        .asString()
        .endsWith("is no name of a file");
    assertThat(problems("trace: {end: loop}")).containsExactly("FILE:9:52: a trace needs its file");
    assertThat(problems("loss: [1%, [2%]]"))
        .containsExactly("FILE:9:56: a list stands where one loss does");
    assertThat(problems("delay: {base: 1s, jitter: 1ms, distribution: table, table: [1e300]}"))
        .containsExactly("FILE:9:52: delay: a table has jitters from -1000 to 1000");
  }

  @Test
  void behind_set_all_of_it_can_be_chosen_and_takes_the_files_place() throws Exception {
    String gilbert = "{model: gilbert, p: 2%, r: 30%}";
    LinkSpec link = link("loss: {model: list, list: 3}", Map.of("loss", gilbert, "stall", "2s"));
    assertThat(link.faults())
        .containsExactly(
            FaultSpec.of("loss", "model", "gilbert", "p", "2%", "r", "30%"),
            FaultSpec.of("stall", "on", "2s"));

    LinkSpec plain = link("loss: {model: list, list: 3}", Map.of("loss", "4%"));
    assertThat(plain.faults()).isEmpty();
    assertThat(plain.words()).containsEntry(NetworkWord.LOSS, 0.04);
  }

  @Test
  void behind_set_what_is_wrong_is_said_too() throws Exception {
    assertThat(refused(Map.of("loss", "{model: gilbrt}")))
        .containsExactly("--set loss: unknown model \"gilbrt\"; did you mean \"gilbert\"?");
    assertThat(refused(Map.of("corrupt", "2")))
        .containsExactly("--set corrupt: probability must be a share such as 5%, not \"2\"");
    assertThat(refused(Map.of("stal", "2s")))
        .containsExactly(
            "--set stal: the scenario has no parameter \"stal\"; did you mean \"stall\"?");
  }

  @Test
  void the_schema_knows_every_fault_with_its_attributes() {
    JsonNode schema = Schemas.load(Schemas.SCENARIO).document();
    for (FaultKind kind : FaultKind.values()) {
      assertThat(schema.at("/$defs/link/properties/" + kind.word()).isMissingNode()).isFalse();
      List<String> names =
          new ArrayList<>(kind.attributes().stream().map(Attribute::name).toList());
      names.add("stream");
      names.replaceAll(name -> name.equals("rows") ? "file" : name);
      assertThat(schema.at("/$defs/" + kind.word() + "/properties").propertyNames())
          .as(kind.word())
          .containsExactlyInAnyOrderElementsOf(names);
    }
  }

  private List<FaultSpec> faults(String text) throws Exception {
    return link(text, Map.of()).faults();
  }

  private LinkSpec link(String text, Map<String, String> chosen) throws Exception {
    return ScenarioFile.parse(file(), TEMPLATE.replace("FAULTS", text), PRESETS)
        .resolve(chosen)
        .links()
        .get(1);
  }

  private List<String> problems(String text) {
    ScenarioException thrown =
        catchThrowableOfType(ScenarioException.class, () -> link(text, Map.of()));
    assertThat(thrown).as("%s was taken", text).isNotNull();
    return thrown.problems().stream()
        .map(problem -> problem.toString().replace(file(), "FILE"))
        .toList();
  }

  private List<String> trace(String text) throws IOException {
    Files.writeString(folder.resolve("bad.csv"), text);
    return problems("trace: bad.csv").stream()
        .map(problem -> problem.replaceFirst(".*bad\\.csv", "bad.csv"))
        .toList();
  }

  private List<String> refused(Map<String, String> chosen) {
    ScenarioException thrown =
        catchThrowableOfType(ScenarioException.class, () -> link("loss: 1%", chosen));
    assertThat(thrown).as("%s was taken", chosen).isNotNull();
    return thrown.problems().stream().map(Problem::toString).toList();
  }

  private String file() {
    return folder.resolve("small.yaml").toString();
  }
}
