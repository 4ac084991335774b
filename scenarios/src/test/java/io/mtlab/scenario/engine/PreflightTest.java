package io.mtlab.scenario.engine;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mtlab.mtproto.transport.TransportSpec;
import io.mtlab.scenario.model.NetworkWord;
import io.mtlab.scenario.model.Scenario.LinkSpec;
import io.mtlab.scenario.model.ScenarioException;
import io.mtlab.scenario.serve.EnvironmentException;
import io.mtlab.simulator.toxiproxy.backend.BackendKind;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class PreflightTest {
  @Test
  void what_the_descriptors_hold_may_start() {
    assertThatCode(() -> Preflight.checkDescriptors(5_000, false, 20_000))
        .doesNotThrowAnyException();
  }

  @Test
  void what_they_do_not_hold_is_refused_with_the_limit_and_the_ways_out() {
    assertThatThrownBy(() -> Preflight.checkDescriptors(200_000, false, 20_000))
        .isInstanceOf(EnvironmentException.class)
        .hasMessage(
            "200,000 members need 600,300 open files, and this process may have 20,000 (ulimit"
                + " -n); run with --time virtual, or with at most --set members=6566");
  }

  @Test
  void a_server_in_the_same_process_needs_one_more_for_each() {
    assertThatCode(() -> Preflight.checkDescriptors(6_000, false, 20_000))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> Preflight.checkDescriptors(6_000, true, 20_000))
        .isInstanceOf(EnvironmentException.class);
  }

  @Test
  void frames_that_tls_hides_cannot_be_lost() {
    for (String hidden : List.of("https", "secure-websocket")) {
      TransportSpec transport = TransportSpec.named(hidden, null);
      assertThatThrownBy(() -> Preflight.checkVisible(transport, link("mobile-4g")))
          .isInstanceOf(ScenarioException.class)
          .hasMessageContaining("unsupported: TLS hides the frames of " + hidden);
      assertThatCode(() -> Preflight.checkVisible(transport, link("datacentre")))
          .doesNotThrowAnyException();
    }
    TransportSpec seen = TransportSpec.named("http", null);
    assertThatCode(() -> Preflight.checkVisible(seen, link("mobile-4g")))
        .doesNotThrowAnyException();
  }

  @Test
  void a_back_end_that_cannot_do_it_is_told_before_anything_starts() {
    LinkSpec fine =
        new LinkSpec("member-dc2", "member", "dc2", "none", Map.of(NetworkWord.DELAY, 500e3));

    assertThatThrownBy(() -> Preflight.checkAble(fine, BackendKind.PROCESS))
        .isInstanceOf(ScenarioException.class)
        .hasMessageContaining("unsupported: a real Toxiproxy cannot do")
        .hasMessageContaining("--time virtual");
    assertThatCode(() -> Preflight.checkAble(fine, BackendKind.VIRTUAL)).doesNotThrowAnyException();
    assertThatCode(() -> Preflight.checkAble(fine, BackendKind.EMBEDDED))
        .doesNotThrowAnyException();
    assertThatCode(() -> Preflight.checkAble(link("mobile-4g"), BackendKind.CONTAINER))
        .doesNotThrowAnyException();
  }

  private static LinkSpec link(String preset) {
    return new LinkSpec("member-dc2", "member", "dc2", preset, Map.of());
  }
}
