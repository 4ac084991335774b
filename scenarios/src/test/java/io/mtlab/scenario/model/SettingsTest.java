package io.mtlab.scenario.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What {@code --set} takes, on the scenario that comes with the laboratory. */
final class SettingsTest {
  private static final List<String> PRESETS = List.of("mobile-4g", "wifi");
  private static ScenarioFile broadcast;

  @BeforeAll
  static void open() throws Exception {
    broadcast = Library.open("group-broadcast", PRESETS);
  }

  @Test
  void defaults_are_those_of_the_file() throws Exception {
    Scenario scenario = broadcast.resolve(Map.of());

    assertThat(scenario.settings().values())
        .containsExactly(
            Map.entry("members", "200"),
            Map.entry("posts", "10"),
            Map.entry("rate", "1/s"),
            Map.entry("arrival", "25/s"),
            Map.entry("keys", "exchanged"));
    assertThat(scenario.links()).extracting(Scenario.LinkSpec::preset).containsOnly("mobile-4g");
    assertThat(scenario.links()).allSatisfy(link -> assertThat(link.words()).isEmpty());
  }

  @Test
  void network_words_change_every_link() throws Exception {
    Scenario scenario =
        broadcast.resolve(Map.of("network", "wifi", "loss", "100%", "delay", "40ms"));

    assertThat(scenario.links())
        .allSatisfy(link -> {
          assertThat(link.preset()).isEqualTo("wifi");
          assertThat(link.words())
              .containsOnly(Map.entry(NetworkWord.LOSS, 1.0), Map.entry(NetworkWord.DELAY, 40e6));
        });
  }

  @Test
  void a_rate_of_posts_and_a_rate_of_bits_are_told_apart_by_their_unit() throws Exception {
    Scenario posts = broadcast.resolve(Map.of("rate", "5/s"));
    Scenario bits = broadcast.resolve(Map.of("rate", "2mbit"));

    assertThat(posts.settings().text("rate")).isEqualTo("5/s");
    assertThat(posts.links().getFirst().words()).isEmpty();
    assertThat(bits.settings().text("rate")).isEqualTo("1/s");
    assertThat(bits.settings().text("link-rate")).isEqualTo("2mbit");
    assertThat(bits.links().getFirst().words()).containsExactly(Map.entry(NetworkWord.RATE, 2e6));
  }

  @Test
  void equal_values_are_written_in_one_way() throws Exception {
    assertThat(broadcast.resolve(Map.of("arrival", "60/m", "loss", "0.50%")).settings().values())
        .containsEntry("arrival", "1/s")
        .containsEntry("loss", "0.5%");
  }

  @Test
  void what_is_wrong_is_told_all_at_once() {
    assertThat(problems(Map.of("membres", "5")))
        .containsExactly(
            "--set membres: the scenario has no parameter \"membres\"; did you mean"
                + " \"members\"?");
    assertThat(problems(Map.of("members", "200001", "loss", "2", "keys", "none")))
        .containsExactlyInAnyOrder(
            "--set members: 200001 is above the greatest value, 200000",
            "--set loss: \"2\" is not a percentage such as 2%",
            "--set keys: \"none\" is no choice; known: exchanged, provisioned");
    assertThat(problems(Map.of("network", "mobile-5g")))
        .containsExactly("--set network: \"mobile-5g\" is no choice; did you mean \"mobile-4g\"?");
  }

  @Test
  void an_unknown_scenario_is_told_with_the_nearest_one() {
    ScenarioException thrown =
        catchThrowableOfType(
            ScenarioException.class, () -> Library.open("group-brodcast", PRESETS));

    assertThat(thrown)
        .hasMessage(
            "group-brodcast: the library has no such scenario; did you mean"
                + " \"group-broadcast\"?");
  }

  private static List<String> problems(Map<String, String> chosen) {
    return catchThrowableOfType(ScenarioException.class, () -> broadcast.resolve(chosen))
        .problems()
        .stream()
        .map(Problem::toString)
        .toList();
  }
}
