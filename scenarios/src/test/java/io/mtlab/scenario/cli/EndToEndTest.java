package io.mtlab.scenario.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtlab.scenario.measure.Measure;
import io.mtlab.scenario.measure.TraceReader;
import io.mtlab.scenario.measure.Trial;
import io.mtlab.scenario.model.schema.Schemas;
import io.mtlab.simulator.toxiproxy.ToxiproxyServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The main scenario from the command line to its report: in virtual time and over real sockets. */
final class EndToEndTest {
  private static final String HOPELESS =
      """
      name: hopeless
      title: Nothing gets through, and the run ends by itself
      nodes:
        - {id: dc2, role: server, dc: 2}
        - {id: poster, role: poster}
        - {id: member, role: member, count: 2}
      links:
        - {between: [poster, dc2], network: none, loss: 100%}
        - {between: [member, dc2], network: none}
      phases:
        - {name: create, node: poster, do: create-supergroup, within: 3s}
        - {name: join, node: member, do: join, rate: 10/s, within: 3s}
        - {name: post, node: poster, do: post, count: 2, rate: 1/s, within: 3s}
      expectations:
        - {measure: deliveries.missing, equals: 0}
      """;

  private final Terminal terminal = new Terminal();
  @TempDir private Path folder;

  @Test
  void in_virtual_time_everybody_gets_everything_over_a_bad_network() throws Exception {
    int code = runs("virtual", "--set", "members=12", "--set", "posts=4", "--set", "loss=8%");

    JsonNode run = run("virtual");
    assertThat(code).as(terminal.err()).isZero();
    assertThat(run.at("/outcome").asString()).isEqualTo("passed");
    assertThat(run.at("/deliveries/received").asInt()).isEqualTo(48);
    assertThat(run.at("/deliveries/missing").asInt()).isZero();
    assertThat(run.at("/network/decisions/loss").asInt()).isPositive();
    assertThat(Schemas.load(Schemas.RUN).check(run)).isEmpty();
    assertThat(folder.resolve("virtual/report.html")).isNotEmptyFile();
    assertThat(folder.resolve("virtual/junit.xml")).isNotEmptyFile();
  }

  @Test
  void one_seed_leaves_one_trace_and_another_another() throws Exception {
    runs("a", "--seed", "7", "--set", "members=6", "--set", "keys=provisioned");
    runs("b", "--seed", "7", "--set", "members=6", "--set", "keys=provisioned");
    runs("c", "--seed", "8", "--set", "members=6", "--set", "keys=provisioned");

    byte[] trace = Files.readAllBytes(folder.resolve("a/trace"));
    assertThat(folder.resolve("b/trace")).hasBinaryContent(trace);
    assertThat(Files.readAllBytes(folder.resolve("c/trace"))).isNotEqualTo(trace);
  }

  @Test
  void the_trace_alone_says_what_the_report_says() throws Exception {
    runs("again", "--set", "members=6", "--set", "posts=4", "--set", "keys=provisioned");

    Measure measure = new Measure(new Trial("member", 6, 4));
    TraceReader.read(folder.resolve("again/trace"), measure);

    JsonNode run = run("again");
    assertThat(run.at("/deliveries/received").asLong())
        .isEqualTo(measure.measurements().deliveries().received())
        .isEqualTo(24);
    assertThat(run.at("/latencyMs/delivery/p99").asDouble())
        .isEqualTo(measure.measurements().value("latencyMs.delivery.p99"));
    assertThat(run.at("/wire/bytesDown").asLong())
        .isEqualTo(measure.measurements().wire().bytesDown());
  }

  @Test
  void over_sockets_a_server_process_and_the_proxies_do_the_same() throws Exception {
    int code =
        terminal.runs(
            "run",
            "group-broadcast",
            "--set",
            "members=5",
            "--set",
            "posts=3",
            "--set",
            "rate=5/s",
            "--set",
            "loss=5%",
            "--seed",
            "7",
            "--json",
            "--out",
            out("real"));

    JsonNode run = JsonMapper.shared().readTree(terminal.out());
    assertThat(code).as(terminal.err()).isZero();
    assertThat(run).isEqualTo(run("real"));
    assertThat(Schemas.load(Schemas.RUN).check(run)).isEmpty();
    assertThat(run.at("/deliveries/received").asInt()).isEqualTo(15);
    assertThat(run.at("/network/decisions/loss").asInt()).isPositive();
    assertThat(run.at("/network/decisions/delay").asInt()).isPositive();
    assertThat(run.at("/resources/server/cpuSeconds").asDouble()).isPositive();
    assertThat(run.at("/resources/connectionsPeak").asInt()).isGreaterThanOrEqualTo(6);
    assertThat(children()).isEmpty();
  }

  @Test
  void another_toxiproxy_takes_the_streams_and_ours_the_frames() throws Exception {
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    try (ToxiproxyServer other = ToxiproxyServer.start(any, ToxiproxyServer.Settings.seeded(1))) {
      int code =
          terminal.runs(
              "run",
              "group-broadcast",
              "--set",
              "members=3",
              "--set",
              "posts=2",
              "--set",
              "rate=5/s",
              "--set",
              "loss=10%",
              "--seed",
              "7",
              "--in-process",
              "--toxiproxy",
              "http://127.0.0.1:" + other.address().getPort(),
              "--out",
              out("other"));

      assertThat(code).as(terminal.err()).isZero();
      assertThat(other.traffic()).as("its proxies are taken away").isEmpty();
    }
    JsonNode run = run("other");
    assertThat(run.at("/network/decisions/loss").asInt()).isPositive();
    assertThat(run.at("/network/decisions/delay").asInt()).isZero();
    assertThat(run.at("/latencyMs/delivery/p50").asDouble()).isGreaterThan(80);
    assertThat(run.at("/notes/0").asString()).contains("chance has no seed");
  }

  @Test
  void a_network_that_loses_everything_is_6_in_time_and_says_what_is_missing() throws Exception {
    Path file = folder.resolve("hopeless.yaml");
    Files.writeString(file, HOPELESS);
    List<Integer> codes = new ArrayList<>();
    for (String time : List.of("real", "virtual")) {
      codes.add(
          terminal.runs("run", file.toString(), "--time", time, "--out", out("hopeless-" + time)));

      assertThat(terminal.out())
          .contains(
              "Phase \"create\" was not over within 3s: there is no group yet.",
              "2 of 2 members never joined",
              "4 of 4 deliveries are missing; 0 of 2 posts were sent.");
    }
    assertThat(codes).containsExactly(6, 6);
    assertThat(run("hopeless-real").at("/outcome").asString()).isEqualTo("failed");
    assertThat(children()).isEmpty();
  }

  private int runs(String name, String... more) {
    List<String> arguments =
        new ArrayList<>(List.of("run", "group-broadcast", "--time", "virtual", "--out", out(name)));
    arguments.addAll(List.of(more));
    return terminal.runs(arguments.toArray(String[]::new));
  }

  private String out(String name) {
    return folder.resolve(name).toString();
  }

  private JsonNode run(String name) throws Exception {
    return JsonMapper.shared().readTree(Files.readString(folder.resolve(name).resolve("run.json")));
  }

  private static List<ProcessHandle> children() {
    return ProcessHandle.current().children().filter(ProcessHandle::isAlive).toList();
  }
}
