package io.mtlab.simulator.network.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.machine.Time;
import io.mtlab.simulator.network.DecisionLog;
import io.mtlab.simulator.network.Dice;
import io.mtlab.simulator.network.Passage;
import io.mtlab.simulator.network.PassageId;
import io.mtlab.simulator.network.Surroundings;
import io.mtlab.simulator.network.Unit;
import io.mtlab.simulator.network.profile.BadFaultException;
import io.mtlab.simulator.network.profile.FaultSpec;
import io.mtlab.simulator.network.profile.NetworkProfile;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Connections that share a line: together they have its rate, and each the same part of it. */
final class BottleneckTest {
  private static final int BYTES_PER_SECOND = 125_000;
  private static final NetworkProfile CELL = cell("queue", "15kb");

  private final Surroundings around = new Surroundings(new Dice(1), DecisionLog.NONE, 0);
  private final List<Flow> flows = new ArrayList<>();

  @Test
  void connections_that_always_send_have_the_rate_together_and_equal_parts_of_it() {
    for (int i = 0; i < 5; i++) {
      flows.add(new Flow(i, CELL, false));
      flows.get(i).send(1_000_000 / (i + 1));
    }
    run(Time.SECOND);

    double all = flows.stream().mapToLong(flow -> flow.left).sum();
    assertThat(all).isCloseTo(BYTES_PER_SECOND, within(1_500.0));
    for (Flow flow : flows) {
      assertThat(flow.left).isCloseTo(BYTES_PER_SECOND / 5, within(1_500L));
    }
  }

  @Test
  void who_is_alone_has_all_of_it_and_every_byte_arrives() {
    Flow first = new Flow(0, CELL, false);
    Flow second = new Flow(1, CELL, false);
    flows.addAll(List.of(first, second));
    first.send(125_000);
    second.send(25_000);
    run(400 * Time.MILLISECOND + 24 * Time.MILLISECOND);
    assertThat(second.left).isEqualTo(25_000);

    run(1_200 * Time.MILLISECOND);
    assertThat(first.left).as("150 kB in 1.2 s").isEqualTo(125_000);
    assertThat(first.lastAt).isCloseTo(1_200 * Time.MILLISECOND, within(Time.MICROSECOND));
  }

  @Test
  void datagrams_that_find_the_queue_full_are_lost_whoever_filled_it() {
    Flow first = new Flow(0, CELL, true);
    Flow second = new Flow(1, CELL, true);
    flows.addAll(List.of(first, second));
    for (int i = 0; i < 10; i++) {
      first.send(1_500);
      second.send(1_500);
    }
    run(Time.SECOND);

    assertThat(first.left + second.left).isEqualTo(15_000);
    assertThat(first.left).isEqualTo(7_500);
  }

  @Test
  void lines_of_other_names_and_directions_are_others_and_none_saves_up_a_burst() {
    Flow here = new Flow(0, CELL, false);
    Flow there = new Flow(1, cell("shared", "elsewhere"), false);
    flows.addAll(List.of(here, there));
    here.send(125_000);
    there.send(125_000);
    run(Time.SECOND);

    assertThat(here.left).isEqualTo(125_000);
    assertThat(there.left).isEqualTo(125_000);
    assertThatThrownBy(() -> cell("burst", "1kb"))
        .isInstanceOf(BadFaultException.class)
        .hasMessage("a line that is shared saves up no burst");
  }

  private void run(long until) {
    while (true) {
      long next = Time.NEVER;
      for (Flow flow : flows) {
        next = Math.min(next, flow.passage.nextWake());
      }
      if (next > until) {
        return;
      }
      for (Flow flow : flows) {
        if (flow.passage.nextWake() == next) {
          flow.passage.wake(next);
        }
      }
    }
  }

  private static NetworkProfile cell(String key, String value) {
    FaultSpec rate =
        key.equals("shared")
            ? FaultSpec.of("rate", "rate", "1mbit", key, value)
            : FaultSpec.of("rate", "rate", "1mbit", "shared", "cell", key, value);
    return NetworkProfile.NONE.withFaults(List.of(rate));
  }

  /** One connection, and what has come to its server. */
  private final class Flow implements Passage.Ends {
    final Passage passage;
    long left;
    long lastAt;

    Flow(int number, NetworkProfile profile, boolean datagrams) {
      PassageId id = new PassageId("link", number, 0);
      passage =
          datagrams
              ? Passage.ofDatagrams(id, profile, around, 0, this)
              : new Passage(id, profile, List.of(), around, 0, this);
    }

    void send(int bytes) {
      passage.fromClient(new Unit.Chunk(Bytes.wrap(new byte[bytes])), 0);
    }

    @Override
    public void toServer(Unit unit, long now) {
      left += unit.size();
      lastAt = now;
    }

    @Override
    public void toClient(Unit unit, long now) {
      throw new AssertionError("nobody answers");
    }
  }
}
