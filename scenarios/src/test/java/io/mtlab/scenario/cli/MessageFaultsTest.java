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

/** Faults for certain messages and phases, as the logs of the wires show them. */
final class MessageFaultsTest {
  private static final String SCENARIO =
      """
      name: chosen
      title: A small group, some of whose messages are lost
      nodes:
        - {id: dc2, role: server, dc: 2}
        - {id: poster, role: poster, KEYS}
        - {id: member, role: member, count: 3, KEYS}
      links:
        - {between: [poster, dc2], network: datacentre}
        - {between: [member, dc2], network: datacentre, FAULTS}
      phases:
        - {name: create, node: poster, do: create-supergroup, within: 1m}
        - {name: join, node: member, do: join, rate: 50/s, within: 1m}
        - {name: post, node: poster, do: post, count: 20, rate: 10/s, within: 1m}
        - {name: drain, node: member, do: receive-all, within: 1m}
      """;

  /** Logs tell the time from the first connection on, which stands this long after the start. */
  private static final double OFFSET = 0.005;

  private final Terminal terminal = new Terminal();
  @TempDir private Path folder;

  @Test
  void each_ack_of_a_phase_is_lost_and_no_other_frame() throws IOException {
    List<String> frames =
        frames(run("acks", "loss: {messages: [msgs_ack], phase: post}", "--time", "virtual"));
    double post = started("acks", "post");

    double drain = started("acks", "drain");
    List<String> late =
        frames.stream()
            .filter(line -> sent(line) > post + OFFSET && sent(line) < drain - OFFSET)
            .toList();
    assertThat(late).anyMatch(MessageFaultsTest::isLost);
    assertThat(late).allMatch(line -> isLost(line) == line.contains("msgs_ack"));
    assertThat(frames)
        .filteredOn(line -> sent(line) < post - OFFSET)
        .noneMatch(MessageFaultsTest::isLost)
        .anyMatch(line -> line.contains("msgs_ack"));
  }

  @Test
  void each_ack_is_lost_whatever_it_travels_with() throws IOException {
    List<String> frames =
        frames(run("all", "loss: {messages: msgs_ack, stream: downstream}", "--time", "virtual"));

    assertThat(frames).filteredOn(MessageFaultsTest::isLost).isNotEmpty();
    assertThat(frames)
        .allMatch(line -> isLost(line) == (line.contains("<-") && line.contains("msgs_ack")));
    assertThat(frames).anyMatch(line -> isLost(line) && line.contains("msg_container"));
  }

  @Test
  void acks_that_travel_alone_are_lost_and_what_travels_in_company_is_not() throws IOException {
    String fault = "loss: {messages: [msgs_ack], match: all, stream: upstream}";
    List<String> frames = frames(run("alone", fault, "--time", "virtual"));

    assertThat(frames).filteredOn(MessageFaultsTest::isLost).isNotEmpty();
    assertThat(frames)
        .allMatch(line -> isLost(line) == (line.contains("->") && line.endsWith("  msgs_ack")));
    assertThat(frames)
        .anyMatch(line -> line.contains("->") && line.contains("msg_container(") && hasAck(line));
  }

  private static boolean hasAck(String line) {
    return line.contains("msgs_ack") && !isLost(line);
  }

  @Test
  void the_first_result_of_each_connection_is_lost_and_found_without_keys_on_the_wire()
      throws IOException {
    String fault = "loss: {messages: [rpc_result], which: 0}";
    Path watched = run("results", fault, "--time", "virtual");

    for (Path log : logs(watched)) {
      List<String> results =
          Files.readAllLines(log).stream().filter(line -> line.contains("rpc_result")).toList();
      assertThat(results).hasSizeGreaterThan(1);
      assertThat(results.getFirst()).contains(" lost ");
      assertThat(results.subList(1, results.size())).noneMatch(MessageFaultsTest::isLost);
    }
    terminal.runs(words("plain", fault, "--time", "virtual"));
    assertThat(losses("plain")).hasSize(3).isEqualTo(losses("results"));
  }

  @Test
  void messages_of_the_key_exchange_need_no_key() throws IOException {
    String file = SCENARIO.replace("KEYS", "keys: exchanged");
    Path watched =
        played("plain", file, "loss: {messages: [req_DH_params], which: 0}", "--time", "virtual");

    assertThat(frames(watched).stream().filter(MessageFaultsTest::isLost))
        .hasSize(3)
        .allMatch(line -> line.endsWith("req_DH_params"));
  }

  @Test
  void a_fault_of_streams_comes_and_goes_with_its_phase() throws IOException {
    List<String> frames =
        frames(run("late", "delay: {base: 100ms, phase: post}", "--time", "virtual"));
    double post = started("late", "post");
    double drain = started("late", "drain");

    assertThat(frames.stream().filter(line -> sent(line) < post - OFFSET))
        .isNotEmpty()
        .allMatch(line -> milliseconds(line) < 10);
    assertThat(frames.stream().filter(line -> sent(line) > post + OFFSET))
        .filteredOn(line -> sent(line) < drain - 0.1 - OFFSET)
        .isNotEmpty()
        .allMatch(line -> milliseconds(line) > 100 - 1);
    assertThat(frames.stream().filter(line -> sent(line) > drain - OFFSET))
        .as("what waits when the phase is over goes on at once")
        .isNotEmpty()
        .allMatch(line -> milliseconds(line) < 10);
  }

  @Test
  void over_real_sockets_the_embedded_proxy_knows_messages_and_phases_too() throws IOException {
    Path watched =
        run(
            "real",
            "loss: {messages: [rpc_result], which: 0}, duplicate: {probability: 100%, phase: post}",
            "--in-process");

    for (Path log : logs(watched)) {
      List<String> lines = Files.readAllLines(log);
      List<String> results = lines.stream().filter(line -> line.contains("rpc_result")).toList();
      assertThat(results.getFirst()).contains(" lost ");
      assertThat(lines.stream().filter(MessageFaultsTest::isLost)).hasSize(1);
    }
    double post = started("real", "post");
    assertThat(decisions("real", "duplicate"))
        .isNotEmpty()
        .allMatch(line -> time(line) >= post - 0.05);
  }

  @ParameterizedTest
  @ValueSource(strings = {"--time=virtual", "--in-process"})
  void datagrams_are_hit_by_messages_and_phases_on_both_grounds(String ground) throws IOException {
    String udp =
        SCENARIO
            .replace("KEYS", "keys: provisioned, transport: udp")
            .replace("count: 20, rate: 10/s", "count: 10, rate: 20/s");
    String faults =
        "loss: {messages: [rpc_result], which: 1}, duplicate: {probability: 100%, phase: post}";
    Path watched = played("udp", udp, faults, ground);

    for (Path log : logs(watched)) {
      List<String> lines = Files.readAllLines(log);
      List<String> results = lines.stream().filter(line -> line.contains("rpc_result")).toList();
      assertThat(results.get(1)).contains(" lost ");
      assertThat(lines.stream().filter(MessageFaultsTest::isLost)).hasSize(1);
    }
    double post = started("udp", "post");
    double drain = started("udp", "drain");
    assertThat(decisions("udp", "duplicate"))
        .isNotEmpty()
        .allMatch(line -> time(line) >= post - 0.05 && time(line) <= drain + 0.05);
  }

  private Path run(String name, String faults, String... more) throws IOException {
    return played(name, SCENARIO.replace("KEYS", "keys: provisioned"), faults, more);
  }

  private Path played(String name, String scenario, String faults, String... more)
      throws IOException {
    Files.writeString(folder.resolve("file.yaml"), scenario);
    List<String> words = new ArrayList<>(List.of(words(name, faults, more)));
    words.add("--capture");
    int code = terminal.runs(words.toArray(String[]::new));
    assertThat(code).as(terminal.out() + terminal.err()).isZero();
    return folder.resolve(name);
  }

  private String[] words(String name, String faults, String... more) throws IOException {
    String text = Files.readString(folder.resolve("file.yaml"));
    Path file = Files.writeString(folder.resolve(name + ".yaml"), text.replace("FAULTS", faults));
    List<String> words = new ArrayList<>(List.of("run", file.toString(), "--seed", "5"));
    words.addAll(List.of("--out", folder.resolve(name).toString()));
    words.addAll(List.of(more));
    return words.toArray(String[]::new);
  }

  private static List<Path> logs(Path run) throws IOException {
    try (Stream<Path> all = Files.list(run.resolve("capture/wire"))) {
      List<Path> members =
          all.filter(file -> file.getFileName().toString().startsWith("member")).sorted().toList();
      assertThat(members).hasSize(3);
      return members;
    }
  }

  /** Lines of the frames of all members: when sent, when arrived or lost, and what it is. */
  private static List<String> frames(Path run) throws IOException {
    List<String> lines = new ArrayList<>();
    for (Path log : logs(run)) {
      Files.readAllLines(log).stream()
          .filter(line -> line.matches(" +[0-9].*"))
          .forEach(lines::add);
    }
    return lines;
  }

  private static boolean isLost(String line) {
    return line.contains(" lost ");
  }

  private static double sent(String line) {
    return Double.parseDouble(line.strip().split(" +")[0]);
  }

  private static double milliseconds(String line) {
    return Double.parseDouble(line.strip().split(" +")[2]);
  }

  /** Seconds from the first connection on, as in the logs: the poster's is there at once. */
  private double started(String run, String phase) throws IOException {
    return Files.readAllLines(folder.resolve(run).resolve("trace")).stream()
        .filter(line -> line.contains("\"name\":\"" + phase + "\",\"state\":\"started\""))
        .mapToDouble(MessageFaultsTest::time)
        .findFirst()
        .orElseThrow();
  }

  private List<String> losses(String run) throws IOException {
    return decisions(run, "loss");
  }

  private List<String> decisions(String run, String fault) throws IOException {
    return Files.readAllLines(folder.resolve(run).resolve("trace")).stream()
        .filter(line -> line.contains("\"f\":\"" + fault + "\""))
        .toList();
  }

  /** Seconds since the run began. */
  private static double time(String traced) {
    return Double.parseDouble(traced.replaceFirst(".*\"t\":([0-9]+),.*", "$1")) / 1e9;
  }
}
