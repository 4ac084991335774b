package io.mtlab.scenario.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtlab.conformance.implementation.Expectation;
import io.mtlab.conformance.implementation.Implementation;
import io.mtlab.conformance.implementation.Implementations;
import io.mtlab.conformance.implementation.Manifest;
import io.mtlab.conformance.implementation.Step;
import io.mtlab.conformance.implementation.StepResult;
import io.mtlab.conformance.interop.Cell;
import io.mtlab.conformance.interop.CellResult;
import io.mtlab.conformance.interop.InteropJson;
import io.mtlab.conformance.interop.InteropReport;
import io.mtlab.mtproto.transport.TransportSpec;
import io.mtlab.scenario.model.schema.Schemas;
import io.mtlab.testing.Requirement;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class InteropCommandTest {
  @Test
  void the_implementations_that_are_there_offer_transports_that_we_name() throws Exception {
    List<Implementation> all =
        Implementations.in(Installation.folder("conformance-tests/implementations").orElseThrow());

    assertThat(all).extracting(Implementation::name).contains("gotd", "mtcute", "telethon");
    for (Implementation each : all) {
      assertThat(TransportSpec.names()).as(each.name()).containsAll(each.manifest().transports());
    }
  }

  @Requirement("Q-008")
  void q008_somebody_elses_client_and_server_take_part_and_talk_to_ours() throws Exception {
    List<Implementation> all =
        Implementations.in(Installation.folder("conformance-tests/implementations").orElseThrow());

    for (Manifest.Role role : Manifest.Role.values()) {
      assertThat(all)
          .as("implementations of a %s, with a transport on which it signs in", role)
          .filteredOn(each -> each.manifest().role() == role)
          .anyMatch(
              each -> each.manifest().transports().stream().anyMatch(on -> signsIn(each, on)));
    }
    Implementation broken = all.getFirst();
    String on = broken.manifest().transports().getFirst();
    Expectation refused = new Expectation(List.of(on), Step.KEY_EXCHANGE, "it is broken");
    assertThat(
            signsIn(new Implementation(broken.folder(), broken.manifest(), List.of(refused)), on))
        .isFalse();
  }

  /** What is known to fail comes after the sign-in, if anything does. */
  private static boolean signsIn(Implementation implementation, String transport) {
    return implementation
        .expected(transport)
        .map(known -> known.step().compareTo(Step.USER_SIGN_IN) > 0)
        .orElse(true);
  }

  @Test
  void what_is_written_follows_the_published_schema() throws Exception {
    Implementation one =
        Implementations.in(Installation.folder("conformance-tests/implementations").orElseThrow())
            .getFirst();
    CellResult.Evidence evidence =
        new CellResult.Evidence(List.of("a line"), List.of("ACK_SEQ_NO, 1x"));
    InteropReport report =
        new InteropReport(
            List.of(
                new CellResult(
                    new Cell(one, "abridged"),
                    CellResult.Verdict.WORKS,
                    List.of(StepResult.passed(Step.CONFIG, 4)),
                    "",
                    evidence,
                    17),
                new CellResult(
                    new Cell(one, "full"),
                    CellResult.Verdict.FAILS,
                    List.of(StepResult.failed(Step.CONFIG, "why")),
                    "config: why",
                    CellResult.Evidence.NONE,
                    17)),
            40);

    String json = InteropJson.text(report, "mtlab 0");

    assertThat(Schemas.load(Schemas.INTEROP).check(JsonMapper.shared().readTree(json))).isEmpty();
    String wrong = json.replace("\"fails\"", "\"shrugs\"");
    assertThat(Schemas.load(Schemas.INTEROP).check(JsonMapper.shared().readTree(wrong)))
        .isNotEmpty();
  }

  @Test
  void what_nobody_offers_is_a_mistake_of_usage() {
    Terminal terminal = new Terminal();

    assertThat(terminal.runs("interop", "--only", "nobody")).isEqualTo(2);
    assertThat(terminal.err()).contains("gotd, mtcute, telethon");
    assertThat(new Terminal().runs("interop", "--transport", "pigeon")).isEqualTo(2);
    assertThat(new Terminal().runs("interop", "--parallel", "0")).isEqualTo(2);
  }
}
