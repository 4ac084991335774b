package io.mtlab.scenario.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.mtlab.mtproto.transport.TransportSpec;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** What is wrong is said with its place and the nearest right word, and all of it at once. */
final class ScenarioProblemsTest {
  private static final List<String> PRESETS = List.of("none", "mobile-4g", "wifi");

  private static final String GOOD =
      """
      name: small
      title: A small one
      parameters:
        members: {type: count, default: 3, min: 1, max: 9, help: how many}
        rate: {type: rate, default: 2/s, help: posts a second}
      nodes:
        - {id: dc2, role: server, dc: 2}
        - {id: poster, role: poster}
        - {id: member, role: member, count: "${members}"}
      links:
        - {between: [poster, dc2], network: wifi}
        - {between: [member, dc2], network: wifi, loss: 2%}
      phases:
        - {name: create, node: poster, do: create-supergroup, within: 30s}
        - {name: join, node: member, do: join, rate: 10/s, within: 1m}
        - {name: post, node: poster, do: post, count: 4, rate: "${rate}", within: 1m}
      expectations:
        - {measure: deliveries.missing, equals: 0}
      """;

  @Test
  void the_good_file_is_good() throws Exception {
    Scenario scenario = ScenarioFile.parse("good.yaml", GOOD, PRESETS).resolve(Map.of());

    assertThat(scenario.node(NodeRole.MEMBER).count()).isEqualTo(3);
    assertThat(scenario.links().get(1).words()).containsExactly(Map.entry(NetworkWord.LOSS, 0.02));
    assertThat(scenario.phases().get(2).ratePerSecond()).isEqualTo(2);
    assertThat(scenario.phases().get(1).withinNs()).isEqualTo(60_000_000_000L);
  }

  @Test
  void an_unknown_key_has_its_place_and_the_nearest_right_one() {
    assertThat(problems(GOOD.replace("loss: 2%", "lsos: 2%")))
        .containsExactly("bad.yaml:12:45: unknown key \"lsos\"; did you mean \"loss\"?");
  }

  @Test
  void a_word_of_a_network_has_its_range() {
    assertThat(problems(GOOD.replace("loss: 2%", "loss: 120%")))
        .containsExactly("bad.yaml:12:51: 120% is above the greatest value, 100%");
    assertThat(problems(GOOD.replace("loss: 2%", "jitter: 2h")))
        .singleElement()
        .asString()
        .startsWith("bad.yaml:12:53: 2h is above the greatest value");
  }

  @Test
  void a_transport_and_its_secret_are_checked_where_they_stand() {
    assertThat(problems(GOOD.replace("role: poster", "role: poster, transport: padedd")))
        .containsExactly("bad.yaml:8:43: unknown transport \"padedd\"; did you mean \"padded\"?");
    assertThat(problems(GOOD.replace("role: poster", "role: poster, transport: mtproxy")))
        .containsExactly("bad.yaml:8:43: mtproxy needs a secret");
    assertThat(
            problems(
                GOOD.replace("role: poster", "role: poster, transport: fake-tls, secret: abcd")))
        .singleElement()
        .asString()
        .startsWith("bad.yaml:8:61: a secret is");
    assertThat(problems(GOOD.replace("dc: 2", "dc: 2, transport: full")))
        .containsExactly("bad.yaml:7:47: a server speaks every transport; its clients choose");
  }

  @Test
  void several_transports_are_a_list_in_the_order_of_liking() throws Exception {
    String text =
        GOOD.replace("role: poster", "role: poster, transport: adaptive")
            .replace("role: member", "role: member, transport: [http, udp]");
    Scenario scenario = ScenarioFile.parse("good.yaml", text, PRESETS).resolve(Map.of());

    assertThat(scenario.node(NodeRole.POSTER).transports())
        .extracting(TransportSpec::name)
        .containsExactly("intermediate", "websocket", "http", "udp");
    assertThat(scenario.node(NodeRole.MEMBER).transports())
        .extracting(TransportSpec::name)
        .containsExactly("http", "udp");
    assertThat(problems(GOOD.replace("role: poster", "role: poster, transport: [htpt, udp, udp]")))
        .containsExactly(
            "bad.yaml:8:44: unknown transport \"htpt\"; did you mean \"http\"?",
            "bad.yaml:8:55: \"udp\" stands here twice");
  }

  @Test
  void phases_change_the_network_of_transports_that_somebody_uses() throws Exception {
    String text =
        GOOD.replace("role: member", "role: member, transport: [http, udp]")
            .replace("expectations:", "  - {name: cut, do: cut, within: 1s}\nexpectations:")
            .replace(
                "expectations:",
                "  - {name: stall, do: stall, node: member, transport: udp, within: 1s}\n"
                    + "  - {name: no HTTP, do: cut, transport: http, within: 1s}\nexpectations:");
    Scenario scenario = ScenarioFile.parse("good.yaml", text, PRESETS).resolve(Map.of());

    assertThat(scenario.phases().get(4).verb()).isEqualTo(Verb.STALL);
    assertThat(scenario.phases().get(4).transport()).isEqualTo("udp");
    assertThat(problems(text.replace("transport: udp, within", "transport: full, within")))
        .singleElement()
        .asString()
        .endsWith("nobody here uses \"full\", but http, udp");
    assertThat(problems(text.replace("node: member, transport: udp, ", "node: dc2, ")))
        .singleElement()
        .asString()
        .endsWith("\"stall\" concerns clients; \"dc2\" is a server");
    assertThat(problems(GOOD.replace("node: member, do: join", "do: join")))
        .containsExactly("bad.yaml:15:22: \"join\" needs a node");
    assertThat(problems(GOOD.replace("do: join,", "do: join, transport: udp,")))
        .containsExactly("bad.yaml:15:53: \"join\" has no transport");
  }

  @Test
  void addresses_change_for_clients_and_a_restart_is_the_servers() throws Exception {
    String text =
        GOOD.replace(
            "expectations:",
            """
              - {name: away, node: dc2, do: restart, for: 3s, within: 5s}
              - {name: nat, node: member, do: rebind, within: 5s}
              - {name: walk, do: roam, within: 5s}
            expectations:\
            """);
    Scenario scenario = ScenarioFile.parse("good.yaml", text, PRESETS).resolve(Map.of());

    assertThat(scenario.phases().get(3).verb()).isEqualTo(Verb.RESTART);
    assertThat(scenario.phases().get(3).awayNs()).isEqualTo(3_000_000_000L);
    assertThat(scenario.phases().get(5).node()).isEmpty();
    assertThat(problems(text.replace("node: dc2, do: restart", "do: restart")))
        .containsExactly("bad.yaml:17:22: \"restart\" needs a node");
    assertThat(problems(text.replace("node: dc2, do: restart", "node: member, do: restart")))
        .containsExactly("bad.yaml:17:36: \"restart\" is done by a server; \"member\" is a member");
    assertThat(problems(text.replace("node: member, do: rebind", "node: dc2, do: rebind")))
        .containsExactly("bad.yaml:18:23: \"rebind\" concerns clients; \"dc2\" is a server");
    assertThat(problems(text.replace("do: roam,", "do: roam, transport: intermediate,")))
        .containsExactly("bad.yaml:19:39: \"roam\" has no transport");
    assertThat(problems(text.replace("do: roam,", "do: roam, for: 3s,")))
        .containsExactly("bad.yaml:19:33: only restart is for a time, not \"roam\"");
    assertThat(problems(text.replace("for: 3s", "for: long")))
        .containsExactly("bad.yaml:17:47: \"long\" is not a duration such as 40ms, 1.5s or 2m");
  }

  @Test
  void all_problems_are_told_at_once_in_order_of_place() {
    String bad =
        GOOD.replace("name: small", "name: small\nname: twice\ncolour: red")
            .replace("role: server, dc: 2", "role: server, dc: two")
            .replace("network: wifi}", "network: wify}")
            .replace("do: join", "do: jion")
            .replace("within: 30s", "within: 30")
            .replace("deliveries.missing", "deliveries.mising");

    assertThat(problems(bad))
        .containsExactly(
            "bad.yaml:2:1: key \"name\" stands here twice, first in line 1",
            "bad.yaml:3:1: unknown key \"colour\"; known: name, title, about, covers, parameters,"
                + " nodes, sites, links, phases, decisions, expectations, invariants, within",
            "bad.yaml:9:33: \"two\" is not a whole number such as 200",
            "bad.yaml:13:39: unknown network \"wify\"; did you mean \"wifi\"?",
            "bad.yaml:16:65: \"30\" is not a duration such as 40ms, 1.5s or 2m",
            "bad.yaml:17:36: unknown do \"jion\"; did you mean \"join\"?",
            "bad.yaml:20:15: unknown measure \"deliveries.mising\"; did you mean"
                + " \"deliveries.missing\"?");
  }

  @Test
  void wrong_types_say_what_stands_there_and_what_is_wanted() {
    assertThat(problems(GOOD.replace("title: A small one", "title: [a, b]")))
        .containsExactly("bad.yaml:2:8: a list stands where a text is wanted");
    assertThat(problems(GOOD.replace("{id: poster, role: poster}", "poster")))
        .contains("bad.yaml:8:5: the text \"poster\" stands where a mapping is wanted");
  }

  @Test
  void a_missing_key_is_told_at_the_mapping_that_lacks_it() {
    assertThat(problems(GOOD.replace("name: create, ", "")))
        .containsExactly("bad.yaml:14:5: key \"name\" is missing");
  }

  @Test
  void what_can_be_counted_has_its_bounds() {
    assertThat(problems(GOOD.replace("\"${members}\"", "0")))
        .containsExactly("bad.yaml:9:39: 0 is below the least value, 1");
    assertThat(problems(GOOD.replace("\"${members}\"", "99999999999")))
        .containsExactly("bad.yaml:9:39: 99999999999 is above the greatest value, 1000000");
    assertThat(problems(GOOD.replace("dc: 2", "dc: 0")))
        .containsExactly("bad.yaml:7:33: the least value is 1");
    assertThat(problems(GOOD.replace("count: 4", "count: 99999999999")))
        .containsExactly("bad.yaml:16:49: 99999999999 is above the greatest value, 1000000");
    assertThat(problems(GOOD.replace("rate: 10/s", "rate: 0.0001/h")))
        .containsExactly("bad.yaml:15:48: 0.0001/h is below the least value, 1/h");
    assertThat(problems(GOOD.replace("count: 4, rate: \"${rate}\"", "count: 1_000_000, rate: 2/h")))
        .containsExactly("bad.yaml:16:66: so many posts at this rate take more than a year");
    assertThat(problems(GOOD.replace("within: 30s", "within: 9999999h")))
        .containsExactly("bad.yaml:14:65: 9999999h is above the greatest value, 8784h");
    assertThat(problems(GOOD + "within: 0s\n"))
        .containsExactly("bad.yaml:19:9: 0s is below the least value, 1ns");
    assertThat(problems(GOOD.replace("role: poster", "role: poster, temporaryKeys: 1ms")))
        .containsExactly("bad.yaml:8:47: 1ms is below the least value, 1s");
  }

  @Test
  void a_node_has_what_its_role_has() {
    assertThat(problems(GOOD.replace("dc: 2", "dc: 2, keys: provisioned")))
        .containsExactly("bad.yaml:7:42: a server has no keys");
    assertThat(problems(GOOD.replace("role: poster", "role: poster, rules: strict")))
        .containsExactly("bad.yaml:8:39: a poster has no rules");
  }

  @Test
  void an_expectation_can_be_met() throws Exception {
    String fraction = GOOD.replace("deliveries.missing, equals: 0", "wire.bytesUp, max: 1.5");
    assertThat(ScenarioFile.parse("a.yaml", fraction, PRESETS).resolve(Map.of()).expectations())
        .containsExactly(
            new Expectation("wire.bytesUp", OptionalDouble.empty(), OptionalDouble.of(1.5)));
    assertThat(problems(GOOD.replace("equals: 0", "min: 5, max: 2")))
        .containsExactly("bad.yaml:18:40: nothing is at least this and at most max");
    assertThat(problems(GOOD.replace("equals: 0", "equals: 0, max: 2")))
        .containsExactly(
            "bad.yaml:18:15: an expectation has equals, or min, or max, or the last two");
    assertThat(problems(GOOD.replace("equals: 0", "equals: .nan")))
        .containsExactly("bad.yaml:18:43: \".nan\" is not a number such as 200 or 1.5");
  }

  @Test
  void names_have_a_form_and_phases_names_of_their_own() {
    assertThat(problems(GOOD.replace("name: small", "name: \"a\\eb\"")))
        .containsExactly(
            "bad.yaml:1:7: the text \"a?b\" stands where a name of small letters, digits and"
                + " hyphens, a letter first, 63 at most, is wanted");
    assertThat(problems(GOOD.replace("  rate: {type", "  r/s: {type").replace("${rate}", "1/s")))
        .containsExactly(
            "bad.yaml:5:3: the key \"r/s\" stands where a name of letters, digits and hyphens, a"
                + " small letter first, 31 at most, is wanted");
    assertThat(problems(GOOD.replace("name: post", "name: join")))
        .containsExactly("bad.yaml:16:12: two phases are called \"join\"");
    assertThat(problems(GOOD.replace("name: create", "name: \"\"")))
        .containsExactly("bad.yaml:14:12: the text \"\" stands where a name of one line is wanted");
  }

  @Test
  void lists_are_as_long_as_they_have_to_be() {
    assertThat(problems(GOOD.replace("role: poster", "role: poster, transport: [udp]")))
        .containsExactly("bad.yaml:8:43: a list of at least 2 is wanted");
    assertThat(problems(GOOD.replace("[poster, dc2]", "[poster, dc2, dc2]")))
        .containsExactly("bad.yaml:11:15: a list of at most 2 is wanted");
  }

  @Test
  void an_alias_is_to_be_written_out() {
    String text = GOOD.replaceFirst("network: wifi}", "network: &air wifi}");
    assertThat(problems(text.replace("network: wifi,", "network: *air,")))
        .contains("bad.yaml:12:39: *air is an alias; write it out");
  }

  @Test
  void names_must_refer_to_something() {
    assertThat(problems(GOOD.replace("node: member", "node: membr")))
        .containsExactly("bad.yaml:15:24: no node is called \"membr\"; did you mean \"member\"?");
    assertThat(problems(GOOD.replace("${members}", "${member}")))
        .contains("bad.yaml:9:39: ${member} is no parameter of this scenario");
    assertThat(problems(GOOD.replace("between: [poster, dc2]", "between: [poster, member]")))
        .contains("bad.yaml:11:15: a link joins the server and one kind of client");
  }

  @Test
  void a_verb_belongs_to_a_role_and_may_need_a_rate() {
    assertThat(problems(GOOD.replace("node: member, do: join", "node: poster, do: join")))
        .containsExactly("bad.yaml:15:36: \"join\" is done by a member; \"poster\" is a poster");
    assertThat(problems(GOOD.replace("do: join, rate: 10/s", "do: join")))
        .containsExactly("bad.yaml:15:36: \"join\" needs a rate");
  }

  @Test
  void turns_have_a_share_and_a_visit_and_nothing_else_has() {
    String turns = "node: member, do: take-turns";
    assertThat(problems(GOOD.replace("node: member, do: join, rate: 10/s", turns)))
        .containsExactly(
            "bad.yaml:15:36: \"take-turns\" needs an online share",
            "bad.yaml:15:36: \"take-turns\" needs a visit");
    assertThat(
            problems(
                GOOD.replace(
                    "node: member, do: join, rate: 10/s", turns + ", online: 0%, visit: 1ms")))
        .containsExactly(
            "bad.yaml:15:56: the share online is above 0% and at most 100%",
            "bad.yaml:15:67: a visit lasts a second at least");
    assertThat(problems(GOOD.replace("rate: 10/s", "rate: 10/s, visit: 1m")))
        .containsExactly("bad.yaml:15:61: \"join\" has no turns");
  }

  @Test
  void a_default_must_lie_in_its_own_range() {
    assertThat(problems(GOOD.replace("default: 3", "default: 30")))
        .contains("bad.yaml:4:35: 30 is above the greatest value, 9");
  }

  @Test
  void what_is_no_yaml_is_told_with_its_place() {
    assertThat(problems("name: [a\ntitle: b\n"))
        .containsExactly(
            "bad.yaml:2:6: not YAML: while parsing a flow sequence,"
                + " expected ',' or ']', but got :");
    assertThat(problems("")).containsExactly("bad.yaml:1:1: the file is empty");
    assertThat(problems("- a\n"))
        .containsExactly("bad.yaml:1:1: a list stands where a mapping is wanted");
  }

  private static List<String> problems(String text) {
    ScenarioException thrown =
        catchThrowableOfType(
            ScenarioException.class, () -> ScenarioFile.parse("bad.yaml", text, PRESETS));
    assertThat(thrown).as("the file was taken").isNotNull();
    return thrown.problems().stream().map(Problem::toString).toList();
  }
}
