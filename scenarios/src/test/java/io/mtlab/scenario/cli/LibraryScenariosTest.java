package io.mtlab.scenario.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Scenarios of the library that show one thing, in virtual time. */
final class LibraryScenariosTest {
  private final Terminal terminal = new Terminal();
  @TempDir private Path folder;

  @Test
  void clients_leave_what_is_cut_and_what_is_stalled_and_end_on_their_first_choice()
      throws IOException {
    JsonNode run = played("adaptive-transport --seed 1");

    JsonNode transports = run.path("transports");
    assertThat(transports.path("inUse").toString()).isEqualTo("{\"intermediate\":4}");
    assertThat(transports.path("elsewhere").asInt()).isZero();
    assertThat(transports.path("moves").asInt()).isGreaterThanOrEqualTo(12);
    assertThat(transports.path("reasons").path("REFUSED").asInt()).isEqualTo(4);
    assertThat(transports.path("reasons").path("STALLED").asInt()).isEqualTo(4);
    assertThat(run.path("deliveries").path("received").asInt()).isEqualTo(3 * (3 + 10 + 80 + 3));
    assertThat(Files.readString(folder.resolve("trace")))
        .contains("\"e\":\"moved\",\"from\":\"intermediate\",\"to\":\"http\",\"why\":\"REFUSED\"")
        .contains("\"e\":\"moved\",\"from\":\"http\",\"to\":\"websocket\",\"why\":\"STALLED\"");
    assertThat(terminal.out()).contains("intermediate 4 at the end");
  }

  @Test
  void who_cannot_go_back_misses_the_expectation() throws IOException {
    Path file = folder.resolve("short.yaml");
    String text = Files.readString(Path.of("library/adaptive-transport.yaml"));
    Files.writeString(
        file, text.replaceAll("(?m)^.*do: (heal|settle|stall).*\\n", "").replace("${posts}", "2"));

    int code = runs(file + " --seed 1");

    assertThat(code).isEqualTo(6);
    assertThat(terminal.out()).contains("http 4 at the end").contains("transports.elsewhere");
  }

  @Test
  void temporary_keys_are_renewed_under_traffic() throws IOException {
    JsonNode run = played("perfect-forward-secrecy --seed 1 --set members=2 --set renewals=9");

    assertThat(run.path("keys").path("renewed").asInt()).isGreaterThanOrEqualTo(9);
    assertThat(run.path("keys").path("permanentUsed").asInt()).isZero();
    assertThat(run.path("deliveries").path("missing").asInt()).isZero();
  }

  @Test
  void a_group_of_which_few_are_online_gets_everything_in_a_day() throws IOException {
    JsonNode run =
        played(
            "day-of-a-large-group --seed 1 --set members=30 --set online=10% --set visit=2h"
                + " --set posts=24 --set rate=1/h --set arrival=1/s");

    JsonNode deliveries = run.path("deliveries");
    assertThat(deliveries.path("received").asInt()).isEqualTo(30 * 24);
    assertThat(deliveries.path("byDifference").asInt()).isBetween(30 * 24 * 8 / 10, 30 * 24 - 1);
    // The poster, those whose turn it is, and those who are just joining.
    assertThat(run.path("resources").path("connectionsPeak").asInt()).isLessThan(20);
    assertThat(run.path("runSeconds").asDouble()).isGreaterThan(23 * 3_600);
  }

  @Test
  void over_a_restart_of_the_server_keys_and_accounts_stay_and_every_post_arrives()
      throws IOException {
    JsonNode run = played("server-restart --seed 1");

    assertThat(run.path("deliveries").path("received").asInt()).isEqualTo(5 * (20 + 20 + 5));
    assertThat(lines("\"e\":\"key-agreed\"")).as("nobody needs another key").isEqualTo(6);
    assertThat(lines("\"e\":\"connected\"")).isGreaterThanOrEqualTo(2 * 6);
    assertThat(run.path("latencyMs").path("delivery").path("max").asDouble()).isGreaterThan(1000);
  }

  @Test
  void over_a_nat_that_forgets_udp_goes_on_and_tcp_comes_back() throws IOException {
    JsonNode run = played("nat-rebinding --seed 1");

    assertThat(run.path("deliveries").path("received").asInt()).isEqualTo(5 * 30);
    assertThat(lines("\"e\":\"disconnected\".*\"cause\":\"RST\"")).as("the poster's").isOne();
    assertThat(lines("\"e\":\"connected\".*\"udp\"")).as("one for each member").isEqualTo(5);
  }

  @Test
  void who_roams_goes_on_with_the_key_and_the_session_that_it_has() throws IOException {
    for (String transport : List.of("intermediate", "udp", "http")) {
      JsonNode run = played("roaming --seed 1 --set transport=" + transport);

      assertThat(run.path("deliveries").path("received").asInt()).isEqualTo(5 * 30);
      assertThat(lines("\"e\":\"key-agreed\"")).isEqualTo(6);
      assertThat(lines("\"e\":\"connected\"")).isGreaterThanOrEqualTo(6 + 5 + 6);
    }
  }

  @Test
  void the_more_members_share_a_cell_the_longer_a_post_takes_to_reach_them_all()
      throws IOException {
    double few = latest(played("shared-cell --seed 1 --set members=2"));
    double many = latest(played("shared-cell --seed 1 --set members=20"));

    assertThat(many).isGreaterThan(1.5 * few);
  }

  private static double latest(JsonNode run) {
    return run.path("latencyMs").path("delivery").path("p90").asDouble();
  }

  private long lines(String pattern) throws IOException {
    Pattern wanted = Pattern.compile(pattern);
    try (Stream<String> lines = Files.lines(folder.resolve("trace"))) {
      return lines.filter(line -> wanted.matcher(line).find()).count();
    }
  }

  private JsonNode played(String arguments) throws IOException {
    int code = runs(arguments);
    assertThat(code).as(terminal.out() + terminal.err()).isZero();
    return JsonMapper.shared().readTree(Files.readString(folder.resolve("run.json")));
  }

  private int runs(String arguments) {
    return terminal.runs(("run " + arguments + " --time virtual --out " + folder).split(" "));
  }
}
