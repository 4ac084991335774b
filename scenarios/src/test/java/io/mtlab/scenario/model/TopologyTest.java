package io.mtlab.scenario.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.mtlab.scenario.model.Scenario.LinkSpec;
import io.mtlab.scenario.model.Scenario.PathSpec;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Where everybody is, and over which links he gets to the server. */
final class TopologyTest {
  private static final String GOOD =
      """
      name: small
      title: A small one
      sites:
        - {id: home}
        - {id: train}
        - {id: city}
      nodes:
        - {id: dc2, role: server}
        - {id: poster, role: poster}
        - {id: member, role: member, site: home}
      links:
        - {between: [poster, dc2], network: none}
        - {between: [home, member], network: wifi}
        - {between: [city, home], network: none}
        - {between: [city, dc2], network: none}
        - {between: [train, dc2], network: none, delay: 40ms}
      phases:
        - {name: create, node: poster, do: create-supergroup, within: 30s}
        - {name: join, node: member, do: join, rate: 10/s, within: 1m}
        - {name: leave, node: member, do: roam, to: train, within: 1m}
        - {name: stay, node: member, do: roam, within: 1m}
        - {name: come, node: member, do: roam, to: home, within: 1m}
      """;

  @Test
  void a_path_is_the_links_from_a_place_to_the_server_in_order() throws Exception {
    Scenario scenario = read(GOOD);

    assertThat(scenario.paths(scenario.node(NodeRole.MEMBER)))
        .extracting(TopologyTest::words)
        .containsExactly(
            "member-home-city-dc2 from home: member-home home-city city-dc2",
            "member-train-dc2 from train: train-dc2");
    assertThat(scenario.paths(scenario.node(NodeRole.POSTER)))
        .extracting(TopologyTest::words)
        .containsExactly("poster-dc2 from : poster-dc2");
  }

  @Test
  void a_site_need_not_be_said_where_there_is_one_link_and_a_server_may_be_in_one()
      throws Exception {
    String inferred = GOOD.replace(", site: home", "");
    assertThat(read(inferred).paths()).isEqualTo(read(GOOD).paths());

    String inside =
        GOOD.replace("role: server}", "role: server, site: city}")
            .replace("  - {between: [city, dc2], network: none}\n", "")
            .replace("[train, dc2]", "[train, city]");
    assertThat(read(inside).paths(read(inside).node(NodeRole.MEMBER)))
        .extracting(TopologyTest::words)
        .containsExactly(
            "member-home-city-dc2 from home: member-home home-city",
            "member-train-city-dc2 from train: train-city");
  }

  @Test
  void who_has_a_link_straight_to_the_server_needs_no_site_until_it_goes_to_one() throws Exception {
    String straight = GOOD.replace(", site: home", "").replace("[home, member]", "[member, dc2]");

    assertThat(read(straight).paths(read(straight).node(NodeRole.MEMBER)))
        .extracting(TopologyTest::words)
        .containsExactly(
            "member-dc2 from : member-dc2",
            "member-train-dc2 from train: train-dc2",
            "member-home-city-dc2 from home: home-city city-dc2");
    assertThat(problems(GOOD.replace("[home, member]", "[member, dc2]")))
        .containsExactly(
            "bad.yaml:10:38: \"member\" is in site \"home\": a second way to \"dc2\"; the first"
                + " is in line 13");
  }

  @Test
  void unknown_names_are_told_with_the_nearest() {
    assertThat(problems(GOOD.replace("site: home}", "site: hoem}")))
        .contains("bad.yaml:10:38: no site is called \"hoem\"; did you mean \"home\"?");
    assertThat(problems(GOOD.replace("[city, home]", "[city, hom]")))
        .containsExactly(
            "bad.yaml:14:22: no node or site is called \"hom\"; did you mean \"home\"?");
    assertThat(problems(GOOD.replace("to: train", "to: trian")))
        .containsExactly("bad.yaml:20:47: no site is called \"trian\"; did you mean \"train\"?");
    assertThat(problems(GOOD.replace("do: join,", "do: join, to: train,")))
        .containsExactly("bad.yaml:19:46: only roam leads to a site, not \"join\"");
    assertThat(problems(GOOD.replace("id: city", "id: home")))
        .contains("bad.yaml:6:10: two sites are called \"home\"");
    assertThat(problems(GOOD.replace("id: city", "id: member")))
        .contains("bad.yaml:6:10: a node is called \"member\", too");
    assertThat(problems(GOOD.replace("id: city", "ide: city")))
        .contains("bad.yaml:6:6: unknown key \"ide\"; did you mean \"id\"?");
  }

  @Test
  void a_phase_may_change_one_link_that_those_whom_it_means_pass() throws Exception {
    String cut = GOOD + "  - {name: cut, do: cut, link: home-city, within: 1s}\n";

    assertThat(read(cut).phases().getLast().link()).isEqualTo("home-city");
    assertThat(problems(cut.replace("link: home-city", "link: home-citi")))
        .containsExactly(
            "bad.yaml:23:32: no link is called \"home-citi\"; did you mean \"home-city\"?");
    assertThat(problems(cut.replace("link:", "node: poster, link:")))
        .containsExactly("bad.yaml:23:46: no way of \"poster\" leads over \"home-city\"");
    assertThat(problems(GOOD.replace("do: roam, within", "do: roam, link: home-city, within")))
        .containsExactly("bad.yaml:21:48: \"roam\" has no link");
  }

  @Test
  void what_is_chosen_counts_for_every_link_or_for_the_one_that_is_named() throws Exception {
    ScenarioFile file = ScenarioFile.parse("good.yaml", GOOD, List.of("none", "wifi"));
    Scenario chosen =
        file.resolve(
            Map.of(
                "loss",
                "1%",
                "home-city.loss",
                "5%",
                "train-dc2.network",
                "wifi",
                "delay",
                "3ms",
                "train-dc2.loss",
                "{model: gilbert, p: 1%, r: 20%}"));

    assertThat(chosen.links())
        .extracting(link -> link.words().get(NetworkWord.LOSS))
        .containsExactly(0.01, 0.01, 0.05, 0.01, null);
    assertThat(chosen.links().getLast().faults()).hasSize(1);
    assertThat(chosen.links())
        .extracting(LinkSpec::preset)
        .containsExactly("none", "wifi", "none", "none", "wifi");
    assertThat(chosen.links().getLast().words()).containsEntry(NetworkWord.DELAY, 3e6);
    assertThat(chosen.settings().values()).containsEntry("home-city.loss", "5%");
    assertThat(refused(file, "hoem-city.loss", "5%"))
        .startsWith("--set hoem-city.loss: no link is called \"hoem-city\"; did you mean");
    assertThat(refused(file, "home-city.lsos", "5%"))
        .isEqualTo("--set home-city.lsos: a link has no word \"lsos\"; did you mean \"loss\"?");
    assertThat(refused(file, "home-city.loss", "500%"))
        .isEqualTo("--set home-city.loss: 500% is above the greatest value, 100%");
  }

  private static String refused(ScenarioFile file, String name, String value) {
    ScenarioException refused =
        catchThrowableOfType(ScenarioException.class, () -> file.resolve(Map.of(name, value)));
    return refused.problems().getFirst().toString();
  }

  @Test
  void no_way_and_two_ways_are_refused() {
    assertThat(
            problems(GOOD.replace("  - {between: [train, dc2], network: none, delay: 40ms}", "")))
        .containsExactly(
            "bad.yaml:5:10: no way leads from \"train\" to \"dc2\"; add a link such as"
                + " {between: [train, dc2], network: none}");
    assertThat(problems(with("[home, train]")))
        .as("a cycle")
        .containsExactly(
            "bad.yaml:17:15: a second way between \"home\" and \"train\"; the first is in lines"
                + " 14, 15, 16");
    assertThat(problems(with("[dc2, city]")))
        .containsExactly(
            "bad.yaml:17:15: a second way between \"dc2\" and \"city\"; the first is in line 15");
    assertThat(problems(with("[member, home]")))
        .containsExactly(
            "bad.yaml:17:15: a second way between \"member\" and \"home\"; the first is in line"
                + " 13");
    assertThat(problems(with("[city, city]")))
        .containsExactly("bad.yaml:17:15: a link joins two places, not \"city\" with itself");
    assertThat(problems(with("[poster, member]")))
        .containsExactly(
            "bad.yaml:17:15: a link joins a kind of client, or a site, with a site or the server");
  }

  @Test
  void who_could_begin_in_several_places_has_to_say_where() {
    assertThat(problems(with("[member, train]").replace(", site: home", "")))
        .containsExactly(
            "bad.yaml:10:10: node \"member\" has links to home, train: say where it begins, such as"
                + " site: home");
    assertThat(
            problems(
                GOOD.replace(", site: home", "")
                    .replace("  - {between: [home, member], network: wifi}\n", "")))
        .containsExactly("bad.yaml:12:3: node \"member\" has no link; it needs one, or a site");
  }

  @Test
  void a_line_that_is_shared_has_one_rate() throws Exception {
    String shared =
        GOOD.replace(
                "[city, dc2], network: none",
                "[city, dc2], network: none, rate: {rate: 5mbit, shared: cell}")
            .replace("delay: 40ms", "rate: {rate: 1mbit, shared: cell}");

    assertThat(problems(shared))
        .containsExactly(
            "bad.yaml:16:50: the line \"cell\" has 1mbit here and 5mbit in line 15; whoever shares"
                + " it names one rate");
    read(shared.replace("1mbit", "5000kbit"));
    read(
        shared
            .replace("5mbit,", "5mbit, stream: upstream,")
            .replace("1mbit,", "1mbit, stream: downstream,"));
    read(shared.replace("5mbit,", "5mbit, phase: leave,").replace("1mbit,", "1mbit, phase: stay,"));
    read(shared.replace("5mbit,", "5mbit, until: 5s,").replace("1mbit,", "1mbit, from: 5s,"));
    assertThat(
            problems(
                shared
                    .replace("5mbit,", "5mbit, until: 6s,")
                    .replace("1mbit,", "1mbit, from: 5s,")))
        .hasSize(1);
    assertThat(
            problems(
                shared.replace(
                    "{rate: 5mbit, shared: cell}",
                    "[{rate: 5mbit, shared: cell}, {rate: 2mbit, shared: cell}]")))
        .hasSize(2)
        .allMatch(line -> line.contains("in line 15"));
  }

  private static String with(String between) {
    return GOOD.replace("phases:\n", "  - {between: " + between + ", network: none}\nphases:\n");
  }

  private static String words(PathSpec path) {
    List<String> links = path.links().stream().map(LinkSpec::id).toList();
    return path.name() + " from " + path.site() + ": " + String.join(" ", links);
  }

  private static Scenario read(String text) throws ScenarioException {
    return ScenarioFile.parse("good.yaml", text, List.of("none", "wifi")).resolve(Map.of());
  }

  private static List<String> problems(String text) {
    ScenarioException refused =
        catchThrowableOfType(
            ScenarioException.class,
            () -> ScenarioFile.parse("bad.yaml", text, List.of("none", "wifi")));
    return refused.problems().stream().map(Problem::toString).toList();
  }
}
