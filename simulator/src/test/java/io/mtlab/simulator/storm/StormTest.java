package io.mtlab.simulator.storm;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtlab.mtproto.machine.Time;
import io.mtlab.testing.Covers;
import io.mtlab.testing.Seeds;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Clients and a server in frames lost, doubled, overtaken and broken, connections cut, clocks an
 * hour off and processes that start anew: the invariants hold after every event, and in the calm
 * that follows every call comes to its end.
 */
final class StormTest {
  @Seeds(count = 200)
  @Covers({"R-002", "R-023", "S-003", "M-015", "Z-003", "Q-002", "Q-003"})
  void r002_after_any_storm_each_call_was_executed_at_most_once_and_answered(long seed) {
    Plan plan = Plan.of(seed);
    Storm storm = new Storm(seed, plan);

    storm.play();

    assertThat(storm.tally.open()).as("calls without an end, %s", plan).isZero();
    // A server that has lost its memory does not know any more what the client has said of itself.
    assertThat(storm.tally.refusals())
        .as("%s", plan)
        .allMatch(
            text -> plan.traffic().serverRestarts() > 0 && text.contains("CONNECTION_NOT_INITED"));
    assertThat(storm.tally.called()).isEqualTo(Storm.CLIENTS * plan.traffic().calls());
    if (plan.everybodyRemembers() && plan.keys().temporarySeconds() == 0) { // binding is a query
      assertThat(storm.executed.count()).as("%s", plan).isLessThanOrEqualTo(storm.tally.called());
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {-3600, -299, -200, -60, 29, 31, 200, 3600})
  @Covers({"S-012", "S-013", "Q-002"})
  void s012_a_key_from_elsewhere_serves_whatever_the_clock_says(long skewSeconds) {
    Storm storm = new Storm(1, Plan.still(skewSeconds * Time.SECOND, new Plan.Keys(true, 0)));

    storm.play();

    assertThat(storm.tally.open()).isZero();
    assertThat(storm.tally.refusals()).isEmpty();
    assertThat(storm.executed.count()).isEqualTo(storm.tally.called());
  }

  @ParameterizedTest
  @ValueSource(longs = {-3600, -60, 60, 3600})
  @Covers({"P-002", "S-012", "Q-002"})
  void p002_temporary_keys_are_bound_to_a_key_from_elsewhere_whatever_the_clock_says(
      long skewSeconds) {
    Storm storm = new Storm(1, Plan.still(skewSeconds * Time.SECOND, new Plan.Keys(true, 40)));

    storm.play();

    assertThat(storm.tally.open()).isZero();
    assertThat(storm.tally.refusals()).isEmpty();
    // Each client's first key, and those of two minutes; another binding is a query of its own.
    assertThat(storm.executed.count()).isGreaterThan(storm.tally.called() + 3L * Storm.CLIENTS);
  }
}
