package io.mtlab.simulator.network.stream;

import static io.mtlab.simulator.network.Heard.chunk;
import static io.mtlab.simulator.network.Heard.frame;
import static io.mtlab.simulator.network.Heard.ms;
import static io.mtlab.simulator.network.Heard.run;
import static io.mtlab.simulator.network.Heard.site;
import static org.assertj.core.api.Assertions.assertThat;

import io.mtlab.mtproto.machine.Time;
import io.mtlab.simulator.network.DecisionLog;
import io.mtlab.simulator.network.Heard;
import io.mtlab.simulator.network.Passage;
import io.mtlab.simulator.network.PassageId;
import io.mtlab.simulator.network.Phases;
import io.mtlab.simulator.network.Stream;
import io.mtlab.simulator.network.Unit;
import io.mtlab.simulator.network.When;
import io.mtlab.simulator.network.Windows;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Faults that are there at some times only: stalls, partitions, links that are down. */
class ComingAndGoingTest {
  private static final Windows FROM_10_FOR_20 = new Windows(ms(10), ms(20), ms(70), 2);

  private final Heard heard = new Heard();
  private final List<Long> decided = new ArrayList<>();
  private final DecisionLog log = (id, stream, fault, index, value, now) -> decided.add(value);

  @Test
  void a_stall_holds_everything_in_order_and_lets_it_go_at_once() {
    Stall stall = new Stall(FROM_10_FOR_20, 0, site("stall", log));
    stall.take(chunk("a"), ms(9), heard);
    stall.take(chunk("b"), ms(10), heard);
    stall.take(chunk("c"), ms(29), heard);
    stall.take(Unit.End.FIN, ms(29), heard);
    assertThat(stall.heldBytes()).isEqualTo(2);
    assertThat(stall.nextWake()).isEqualTo(ms(30));
    run(stall, ms(200), heard);

    assertThat(heard.lines()).containsExactly("a@9", "b@30", "c@30", "FIN@30");
    assertThat(decided).containsExactly(ms(20));
  }

  @Test
  void a_stall_comes_again_as_often_as_it_was_told() {
    Stall stall = new Stall(FROM_10_FOR_20, ms(1000), site("stall"));
    for (int at : List.of(1005, 1015, 1105, 1205)) {
      stall.take(chunk("" + at), ms(at), heard);
      run(stall, ms(at + 50), heard);
    }

    assertThat(heard.lines()).containsExactly("1005@1005", "1015@1030", "1105@1120", "1205@1205");
  }

  @Test
  void a_stall_for_ever_ends_when_it_is_taken_away() {
    Stall stall = new Stall(Windows.ALWAYS, 0, site("stall"));
    stall.take(chunk("a"), ms(5), heard);
    assertThat(stall.nextWake()).isEqualTo(Time.NEVER);
    stall.release(ms(77), heard);

    assertThat(heard.lines()).containsExactly("a@77");
  }

  @Test
  void datagrams_in_a_stall_wait_as_long_as_there_is_room() {
    Stall stall = new Stall(FROM_10_FOR_20, 0, site("stall", log));
    for (int i = 0; i < 300_000; i++) {
      stall.take(frame(i), ms(15), heard);
    }

    assertThat(stall.heldBytes()).isBetween(212_000, 212_992);
    assertThat(decided).hasSizeGreaterThan(250_000);
  }

  @Test
  void a_partition_loses_datagrams_and_nothing_before_or_after() {
    Partition partition = new Partition(FROM_10_FOR_20, 0, site("partition"));
    for (int at = 0; at < 40; at += 5) {
      partition.take(frame(at), ms(at), heard);
    }

    assertThat(heard.lines()).containsExactly("0@0", "5@5", "30@30", "35@35");
  }

  @Test
  void behind_a_partition_a_stream_comes_with_the_next_attempt_of_tcp() {
    Windows outage = new Windows(ms(1000), ms(2000), 0, 1);
    Partition partition = new Partition(outage, 0, site("partition", log));
    partition.take(chunk("a"), ms(1500), heard);
    partition.take(chunk("b"), ms(2000), heard);
    run(partition, ms(3010), heard);
    partition.take(chunk("c"), ms(3050), heard);
    run(partition, ms(60_000), heard);

    // Sent at 1500, and again 200, 600, 1400, 3000 ms later: the last one is behind the outage.
    assertThat(heard.lines()).containsExactly("a@4500", "b@4500", "c@4500");
    assertThat(decided).containsExactly(ms(3000));
  }

  @Test
  void a_link_that_goes_down_resets_what_stands_and_what_is_opened() {
    Down standing = new Down(FROM_10_FOR_20, 0, ms(0), site("down"));
    standing.take(chunk("a"), ms(5), heard);
    run(standing, ms(500), heard);
    standing.take(chunk("b"), ms(600), heard);
    assertThat(heard.lines()).containsExactly("a@5", "RST@10");

    Down late = new Down(FROM_10_FOR_20, 0, ms(20), site("down"));
    run(late, ms(25), heard);
    assertThat(heard.lines()).containsExactly("RST@20");

    Down later = new Down(FROM_10_FOR_20, 0, ms(30), site("down"));
    later.take(chunk("c"), ms(40), heard);
    run(later, ms(200), heard);
    assertThat(heard.lines()).containsExactly("c@40", "RST@100");
  }

  @Test
  void a_link_that_is_down_loses_datagrams() {
    Down down = new Down(FROM_10_FOR_20, 0, ms(0), site("down"));
    down.take(frame(1), ms(5), heard);
    down.take(frame(2), ms(10), heard);
    down.take(frame(3), ms(30), heard);

    assertThat(heard.lines()).contains("1@5", "3@30").doesNotContain("2@10");
  }

  @Test
  void a_fault_in_a_window_keeps_the_order_when_it_goes() {
    Windowed delay =
        new Windowed(
            now -> new Delay(new Delay.Settings(ms(15), 0), site("delay")),
            When.of(FROM_10_FOR_20, 0),
            ms(0));
    for (int at : List.of(5, 10, 20, 29)) {
      run(delay, ms(at), heard);
      delay.take(chunk("" + at), ms(at), heard);
    }
    run(delay, ms(90), heard);
    delay.take(chunk("95"), ms(95), heard);
    delay.take(chunk("101"), ms(101), heard);
    run(delay, ms(200), heard);

    assertThat(heard.lines()).containsExactly("5@5", "10@25", "20@30", "29@30", "95@95", "101@116");
  }

  @Test
  void a_phase_that_has_begun_is_due_at_once_and_the_wait_for_it_is_not_above_0() {
    Phases phases = new Phases();
    When storm = When.during("storm", phases, Windows.ALWAYS);
    Windowed stall = new Windowed(now -> new Stall(Windows.ALWAYS, 0, site("stall")), storm, 0);
    assertThat(stall.nextWake()).isEqualTo(Time.NEVER);
    phases.begin("storm", ms(10));

    assertThat(stall.nextWake() - ms(10)).isNegative();
    run(stall, ms(10), heard);
    stall.take(chunk("a"), ms(11), heard);
    phases.begin("calm", ms(20));
    stall.wake(ms(20), heard);
    assertThat(heard.lines()).containsExactly("a@20");
  }

  @Test
  void a_fault_that_needs_no_traffic_comes_without_any() {
    Windowed down =
        new Windowed(
            now -> new Down(Windows.ALWAYS, 0, now, site("down")),
            When.of(FROM_10_FOR_20, 0),
            ms(0));
    run(down, ms(200), heard);

    assertThat(heard.lines()).startsWith("RST@10");
  }

  @Test
  void a_half_close_ends_one_direction_and_leaves_the_other() {
    Heard atServer = new Heard();
    Heard atClient = new Heard();
    Passage passage =
        new Passage(
            new PassageId("link", 1, 0),
            false,
            new Passage.Ends() {
              @Override
              public void toServer(Unit unit, long now) {
                atServer.take(unit, now);
              }

              @Override
              public void toClient(Unit unit, long now) {
                atClient.take(unit, now);
              }
            });
    passage.lane(Stream.UPSTREAM).add(new HalfClose(ms(10)));
    passage.fromClient(chunk("a"), ms(0));
    passage.wake(ms(10));
    passage.fromClient(chunk("lost"), ms(11));
    passage.fromServer(chunk("b"), ms(12));
    passage.fromServer(Unit.End.FIN, ms(13));

    assertThat(atServer.lines()).containsExactly("a@0", "FIN@10");
    assertThat(atClient.lines()).containsExactly("b@12", "FIN@13");
  }

  @Test
  void a_recording_is_played_row_by_row_and_held_or_begun_anew() {
    Recording held =
        new Recording(
            List.of(
                new Recording.Row(0, ms(5), 0, 1_000_000),
                new Recording.Row(ms(100), ms(50), 0, 0),
                new Recording.Row(ms(200), ms(20), 0, 1_000_000)),
            0);
    Played played = new Played(held, 0, site("trace"), 0);
    for (int at : List.of(10, 99, 150, 250)) {
      run(played, ms(at), heard);
      played.take(chunk("x".repeat(1000)), ms(at), heard);
    }
    run(played, ms(1000), heard);
    assertThat(heard.lines().stream().map(line -> line.substring(line.indexOf('@'))))
        .containsExactly("@16", "@150", "@221", "@271");

    Recording looped = new Recording(held.rows(), ms(300));
    assertThat(looped.at(ms(310)).delay()).isEqualTo(ms(5));
    assertThat(looped.nextChange(ms(250))).isEqualTo(ms(300));
    assertThat(looped.nextChange(ms(310))).isEqualTo(ms(400));
    assertThat(held.at(ms(310)).delay()).isEqualTo(ms(20));
    assertThat(held.nextChange(ms(310))).isEqualTo(Time.NEVER);
  }

  @Test
  void a_rate_with_a_burst_lets_an_idle_line_catch_up() {
    Rate rate = new Rate(new Rate.Settings(1_000, 500, Rate.DEEP), site("rate"));
    for (int i = 0; i < 8; i++) {
      rate.take(chunk("x".repeat(99) + i), 0, heard);
    }
    run(rate, ms(2000), heard);
    List<String> first = heard.lines();
    rate.take(chunk("y".repeat(100)), ms(5000), heard);

    // Five of 100 bytes at once, then one each 100 ms; after a rest it may burst again.
    assertThat(first.stream().map(line -> line.substring(99)))
        .containsExactly("0@0", "1@0", "2@0", "3@0", "4@0", "5@100", "6@200", "7@300");
    assertThat(heard.lines()).hasSize(1);
  }

  @Test
  void a_full_queue_pauses_a_stream_and_loses_datagrams() {
    Rate stream = new Rate(new Rate.Settings(1_000, 0, 150), site("rate"));
    stream.take(chunk("x".repeat(100)), 0, heard);
    assertThat(stream.full()).isFalse();
    stream.take(chunk("x".repeat(100)), 0, heard);
    assertThat(stream.full()).isTrue();

    Rate datagrams = new Rate(new Rate.Settings(10, 0, 3), site("rate", log));
    for (int i = 0; i < 9; i++) {
      datagrams.take(frame(i), 0, heard);
    }
    run(datagrams, Time.MINUTE, heard);
    assertThat(heard.lines()).containsExactly("0@100", "1@200", "2@300");
    assertThat(decided).hasSize(6);
  }
}
