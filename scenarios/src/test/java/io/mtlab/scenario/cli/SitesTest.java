package io.mtlab.scenario.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtlab.simulator.network.Dice;
import io.mtlab.simulator.network.PassageId;
import io.mtlab.simulator.network.Stream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Members that go from site to site, in virtual time and over sockets. */
final class SitesTest {
  private static final int SEED = 5;
  private static final double LOSS = 0.2;
  private static final double LOSS_ON_THE_WAY = 0.3;

  private static final String TRIP =
      """
      name: trip
      title: Two members go from home to the train and back
      parameters:
        by: {type: text, default: intermediate, help: what members speak}
      sites: [{id: home}, {id: train}, {id: city}]
      nodes:
        - {id: dc2, role: server, dc: 2}
        - {id: poster, role: poster, keys: provisioned}
        - {id: member, role: member, count: 2, keys: provisioned, site: home, transport: "${by}"}
      links:
        - {between: [poster, dc2], network: none}
        - between: [member, home]
          network: none
          delay: 2ms
          loss: {probability: 20%, frames: 12..999}
        - between: [home, city]
          network: none
          delay: 5ms
          loss: {probability: 20%, frames: 12..999}
        - {between: [train, city], network: none, delay: 8ms, loss: 30%}
        - between: [city, dc2]
          network: none
          rate: {rate: 2mbit, shared: exchange}
          loss: {probability: 20%, frames: 12..999}
      phases:
        - {name: create, node: poster, do: create-supergroup, within: 1m}
        - {name: join, node: member, do: join, rate: 20/s, within: 1m}
        - {name: at home, node: poster, do: post, count: 8, rate: 20/s, within: 1m}
        - {name: leave, node: member, do: roam, to: train, within: 1m}
        - {name: on the way, node: poster, do: post, count: 10, rate: 6/s, within: 1m}
        - {name: return, node: member, do: roam, to: home, within: 1m}
        - {name: again, node: poster, do: post, count: 8, rate: 20/s, within: 1m}
        - {name: drain, node: member, do: receive-all, within: 1m}
      expectations:
        - {measure: deliveries.missing, equals: 0}
        - {measure: deliveries.duplicated, equals: 0}
        - {measure: deliveries.outOfOrder, equals: 0}
      """;

  private final Terminal terminal = new Terminal();
  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"intermediate", "udp"})
  void each_link_of_a_way_loses_by_its_own_dice_in_virtual_time(String transport)
      throws IOException {
    plays(trip(), "--time", "virtual", "--set", "by=" + transport);

    assertThat(losses()).isNotEmpty().allSatisfy(SitesTest::isDrawn);
    assertThat(links()).contains("home-city", "train-city", "city-dc2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"intermediate", "udp"})
  void so_it_does_over_sockets(String transport) throws IOException {
    plays(trip(), "--in-process", "--set", "by=" + transport);

    assertThat(losses()).isNotEmpty().allSatisfy(SitesTest::isDrawn);
    assertThat(links()).contains("home-city", "train-city", "city-dc2");
    assertThat(terminal.out()).contains("52 of 52; missing 0");
  }

  @Test
  void the_same_connection_has_the_same_number_on_all_links_and_no_number_comes_twice()
      throws IOException {
    plays(trip(), "--time", "virtual");

    assertThat(losses())
        .allSatisfy(loss -> {
          int place = loss.path("conn").asInt();
          assertThat(loss.path("link").asString())
              .isNotEqualTo(place == 1 ? "home-city" : "train-city");
        })
        .anyMatch(loss -> loss.path("conn").asInt() == 0)
        .anyMatch(loss -> loss.path("conn").asInt() == 1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"virtual", "real"})
  void a_link_that_is_cut_ends_the_ways_over_it_until_all_their_links_are_whole(String time)
      throws IOException {
    String digger =
        TRIP.replaceAll("loss: .*?%(, frames: [0-9.]+})?", "loss: 0%")
            .replaceAll("(?m)^  - .name: return[\\s\\S]*?(?=  - .name: drain)", "")
            .replace(
                "  - {name: drain",
                """
                  - {name: digger at home, do: cut, link: home-city, within: 1s}
                  - {name: still there, node: poster, do: post, count: 2, rate: 20/s, within: 1m}
                  - {name: digger in the city, do: cut, link: city-dc2, within: 1s}
                  - {name: nobody home, do: heal, link: home-city, within: 1s}
                  - {name: gone, node: poster, do: post, count: 4, rate: 5/s, within: 1m}
                  - {name: mended, do: heal, link: city-dc2, within: 1s}
                  - {name: drain\
                """);
    Path file = Files.writeString(folder.resolve("digger.yaml"), digger);

    if (time.equals("real")) {
      plays(file, "--in-process");
    } else {
      plays(file, "--time", time);
    }

    assertThat(phaseOf("disconnected"))
        .doesNotContain("digger at home", "still there")
        .filteredOn(List.of("digger in the city", "nobody home", "gone")::contains)
        .as("each has one connection over the city")
        .hasSize(2);
    assertThat(phaseOf("connected"))
        .doesNotContain("nobody home", "gone")
        .filteredOn(List.of("mended", "drain")::contains)
        .hasSize(2);
  }

  /** In which phases something happened. */
  private List<String> phaseOf(String event) throws IOException {
    List<String> phases = new ArrayList<>();
    String phase = "";
    for (String line : Files.readAllLines(folder.resolve("run/trace"))) {
      JsonNode node = JsonMapper.shared().readTree(line);
      boolean begins = node.path("state").asString("").equals("started");
      phase = begins ? node.path("name").asString() : phase;
      if (node.path("e").asString("").equals(event)) {
        phases.add(phase);
      }
    }
    return phases;
  }

  @Test
  void a_trip_can_be_repeated_and_one_decision_is_enough_for_its_link() throws IOException {
    plays(trip(), "--time", "virtual");
    Path again = folder.resolve("again");
    int code =
        terminal.runs("run", "--replay", folder.resolve("run").toString(), "--out", again + "");

    assertThat(code).as(terminal.err()).isZero();
    assertThat(again.resolve("trace")).hasSameBinaryContentAs(folder.resolve("run/trace"));

    String one =
        "decisions: [{fault: loss, link: train-city, node: member-2, connection: 1, direction: up,"
            + " frame: 0}]\n";
    plays(Files.writeString(folder.resolve("one.yaml"), TRIP + one), "--time", "virtual");
    assertThat(losses())
        .singleElement()
        .satisfies(loss -> assertThat(loss.path("link").asString()).isEqualTo("train-city"));
  }

  @Test
  void a_library_scenario_shows_it_and_the_report_says_where_the_ways_lead() throws IOException {
    plays(Path.of("commute"), "--time", "virtual", "--set", "members=3");

    assertThat(terminal.out()).contains("135 of 135; missing 0, duplicated 0, out of order 0");
    assertThat(folder.resolve("run/report.html"))
        .content()
        .contains("member at home: member-home, home-city, city-dc2")
        .contains("member at office: member-office, office-city, city-dc2");
    assertThat(terminal.runs("list", "commute")).isZero();
    assertThat(terminal.out())
        .contains("  member at home: member-home, home-city, city-dc2")
        .contains("  member at train: member-train, train-dc2");
  }

  private Path trip() throws IOException {
    return Files.writeString(folder.resolve("trip.yaml"), TRIP);
  }

  private void plays(Path scenario, String... options) {
    String[] all = new String[options.length + 6];
    System.arraycopy(options, 0, all, 6, options.length);
    List<String> first =
        List.of("run", scenario + "", "--seed", SEED + "", "--out", folder.resolve("run") + "");
    first.toArray(all);
    System.arraycopy(options, 0, all, first.size(), options.length);
    int code = terminal.runs(all);
    assertThat(code).as(terminal.out() + terminal.err()).isZero();
  }

  private List<JsonNode> losses() throws IOException {
    return Files.readAllLines(folder.resolve("run/trace")).stream()
        .map(line -> JsonMapper.shared().readTree(line))
        .filter(event -> event.path("f").asString("").equals("loss"))
        .toList();
  }

  /** The links on which something was lost, without transports. */
  private List<String> links() throws IOException {
    return losses().stream()
        .map(loss -> loss.path("link").asString().replaceAll("\\..*", ""))
        .distinct()
        .collect(Collectors.toList());
  }

  private static void isDrawn(JsonNode loss) {
    int node = 1 + Integer.parseInt(loss.path("n").asString().substring("member-".length()));
    PassageId id = new PassageId(loss.path("link").asString(), node, loss.path("conn").asInt());
    Stream stream = loss.path("dir").asString().equals("up") ? Stream.UPSTREAM : Stream.DOWNSTREAM;
    assertThat(Dice.draw(SEED, id, stream, "loss", loss.path("i").asLong()))
        .isLessThan(id.link().startsWith("train-city") ? LOSS_ON_THE_WAY : LOSS);
  }
}
