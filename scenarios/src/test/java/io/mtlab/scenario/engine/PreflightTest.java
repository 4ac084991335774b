package io.mtlab.scenario.engine;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mtlab.scenario.serve.EnvironmentException;
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
}
