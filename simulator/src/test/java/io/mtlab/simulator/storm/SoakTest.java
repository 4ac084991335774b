package io.mtlab.simulator.storm;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtlab.mtproto.transport.TransportSpec;
import io.mtlab.testing.Covers;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A million messages in one world: nothing is lost, nothing done twice, and memory stays. */
@Tag("soak")
final class SoakTest {
  private static final long MEGABYTE = 1 << 20;

  /** What is alive at the end beyond what was at the beginning, the invariants' memory included. */
  private static final long GROWTH_MAX = 160 * MEGABYTE;

  @ParameterizedTest
  @ValueSource(strings = {"padded", "obfuscated-intermediate", "secure-websocket"})
  @Covers({"Q-010", "R-023", "S-020", "P-015", "Z-013"})
  void q010_a_million_messages_are_executed_once_and_leave_nothing_behind(String name) {
    Plan plan = Plan.longDay(name.length(), TransportSpec.named(name, null));
    Storm storm = new Storm(name.length(), plan);
    long before = alive();

    storm.play();

    long stayed = alive() - before;
    assertThat(storm.messages.received()).isGreaterThan(1_000_000);
    assertThat(storm.tally.open()).as("calls without an end").isZero();
    assertThat(storm.tally.refusals()).isEmpty();
    assertThat(storm.messages.keys()).isGreaterThan(9L * Storm.CLIENTS);
    assertThat(storm.tally.called()).isEqualTo(Storm.CLIENTS * plan.traffic().calls());
    // Bindings are queries, too: each key is one, and one more for each that was interrupted.
    assertThat(storm.executed.count())
        .isBetween((long) storm.tally.called() - 100, storm.tally.called() + 3_000L);
    assertThat(stayed).as("bytes that stayed").isLessThan(GROWTH_MAX);
  }

  private static long alive() {
    Runtime runtime = Runtime.getRuntime();
    System.gc();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
