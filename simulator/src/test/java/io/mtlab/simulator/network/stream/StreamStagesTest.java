package io.mtlab.simulator.network.stream;

import static io.mtlab.simulator.network.Heard.chunk;
import static io.mtlab.simulator.network.Heard.ms;
import static io.mtlab.simulator.network.Heard.run;
import static io.mtlab.simulator.network.Heard.site;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mtlab.mtproto.machine.Time;
import io.mtlab.simulator.network.DecisionLog;
import io.mtlab.simulator.network.Heard;
import io.mtlab.simulator.network.Stage;
import io.mtlab.simulator.network.Unit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StreamStagesTest {
  private final Heard heard = new Heard();

  @Test
  void delay_counts_from_each_arrival() {
    Delay delay = new Delay(new Delay.Settings(ms(100), 0), site("delay"));
    delay.take(chunk("a"), ms(0), heard);
    delay.take(chunk("b"), ms(30), heard);
    delay.take(Unit.End.FIN, ms(40), heard);
    assertThat(delay.heldBytes()).isEqualTo(2);
    run(delay, ms(99.9), heard);
    assertThat(heard.lines()).isEmpty();
    run(delay, ms(1000), heard);

    assertThat(heard.lines()).containsExactly("a@100", "b@130", "FIN@130");
    assertThat(delay.nextWake()).isEqualTo(Time.NEVER);
  }

  @Test
  void delay_lets_an_end_pass_at_once_when_nothing_waits() {
    Delay delay = new Delay(new Delay.Settings(ms(100), 0), site("delay"));
    delay.take(Unit.End.RST, ms(5), heard);

    assertThat(heard.lines()).containsExactly("RST@5");
  }

  @Test
  void delay_released_hands_on_everything_in_order() {
    Delay delay = new Delay(new Delay.Settings(ms(100), 0), site("delay"));
    delay.take(chunk("a"), ms(0), heard);
    delay.take(chunk("b"), ms(10), heard);
    delay.take(Unit.End.FIN, ms(10), heard);
    delay.release(ms(20), heard);

    assertThat(heard.lines()).containsExactly("a@20", "b@20", "FIN@20");
    assertThat(delay.nextWake()).isEqualTo(Time.NEVER);
  }

  @Test
  void delay_changed_releases_the_head_and_delays_the_others_anew() {
    Delay delay = new Delay(new Delay.Settings(ms(100), 0), site("delay"));
    delay.take(chunk("a"), ms(0), heard);
    delay.take(chunk("b"), ms(10), heard);
    delay.take(chunk("c"), ms(20), heard);
    delay.change(new Delay.Settings(ms(40), 0), ms(30), heard);
    assertThat(heard.lines()).containsExactly("a@30");
    run(delay, ms(1000), heard);

    assertThat(heard.lines()).containsExactly("b@50", "c@60");
  }

  @Test
  void jitter_is_uniform_around_the_delay() {
    List<Long> delays = new ArrayList<>();
    DecisionLog log = (id, stream, fault, index, value, now) -> delays.add(value);
    Delay delay = new Delay(new Delay.Settings(ms(100), ms(40)), site("delay", log));
    for (int i = 0; i < 20_000; i++) {
      delay.take(chunk("x"), i * Time.SECOND, heard);
      run(delay, i * Time.SECOND + ms(500), heard);
    }

    assertThat(delays).allMatch(late -> late >= ms(60) && late < ms(140));
    // The mean of 20,000 draws of this width has a deviation of 0.16 ms: six of them.
    assertThat(delays.stream().mapToLong(late -> late).average().orElseThrow())
        .isBetween((double) ms(99), (double) ms(101));
    long low = delays.stream().filter(late -> late < ms(80)).count();
    // Binomial(20,000, 0.25), six deviations of 61.
    assertThat(low).isBetween(4_630L, 5_370L);
  }

  @Test
  void jitter_never_changes_the_order_and_never_delivers_early() {
    Delay delay = new Delay(new Delay.Settings(ms(10), ms(50)), site("delay"));
    for (int i = 0; i < 100; i++) {
      delay.take(chunk("" + i), ms(i), heard);
      run(delay, ms(i), heard);
    }
    run(delay, Time.SECOND, heard);

    List<String> lines = heard.lines();
    assertThat(lines).hasSize(100);
    double last = 0;
    for (int i = 0; i < 100; i++) {
      String[] parts = lines.get(i).split("@", 2);
      assertThat(parts[0]).isEqualTo("" + i);
      assertThat(Double.parseDouble(parts[1])).isGreaterThanOrEqualTo(Math.max(last, i));
      last = Double.parseDouble(parts[1]);
    }
  }

  @Test
  void rate_hands_on_when_the_last_byte_has_passed() {
    Rate rate = new Rate(1_000);
    rate.take(chunk("x".repeat(50)), ms(0), heard);
    rate.take(chunk("y".repeat(10)), ms(0), heard);
    rate.take(Unit.End.FIN, ms(0), heard);
    run(rate, ms(49.9), heard);
    assertThat(heard.lines()).isEmpty();
    run(rate, ms(1000), heard);
    rate.take(chunk("late"), ms(2000), heard);
    run(rate, ms(3000), heard);

    assertThat(heard.lines())
        .containsExactly("x".repeat(50) + "@50", "y".repeat(10) + "@60", "FIN@60", "late@2004");
  }

  @Test
  void rate_cuts_long_chunks_into_pieces_of_100_ms() {
    Rate rate = new Rate(100);
    rate.take(chunk("aaaaaaaaaabbbbbbbbbbccccc"), ms(0), heard);
    run(rate, ms(1000), heard);

    assertThat(heard.lines()).containsExactly("aaaaaaaaaa@100", "bbbbbbbbbb@200", "ccccc@250");
  }

  @Test
  void rate_changed_releases_what_is_on_the_line() {
    Rate rate = new Rate(100);
    rate.take(chunk("aaaaaaaaaabbbbb"), ms(0), heard);
    rate.take(chunk("cc"), ms(0), heard);
    run(rate, ms(110), heard);
    rate.change(2_000, ms(110), heard);
    run(rate, ms(1000), heard);

    assertThat(heard.lines()).containsExactly("aaaaaaaaaa@100", "bbbbb@110", "cc@111");
  }

  @Test
  void rate_of_0_holds_until_it_is_released() {
    Rate rate = new Rate(0);
    rate.take(chunk("a"), ms(0), heard);
    rate.take(Unit.End.FIN, ms(1), heard);
    assertThat(rate.nextWake()).isEqualTo(Time.NEVER);
    rate.release(ms(9), heard);

    assertThat(heard.lines()).containsExactly("a@9", "FIN@9");
    assertThat(rate.heldBytes()).isZero();
  }

  @Test
  void rate_is_full_when_it_holds_more_than_a_tenth_of_a_second() {
    Rate rate = new Rate(1_000);
    rate.take(chunk("x".repeat(Stage.HELD_BYTES_MAX - 1)), ms(0), heard);
    assertThat(rate.full()).isFalse();
    rate.take(chunk("x"), ms(0), heard);

    assertThat(rate.full()).isTrue();
  }

  @Test
  void slice_cuts_into_halves_until_pieces_are_small_enough() {
    Slice slice = new Slice(new Slice.Settings(3, 0, ms(5)), site("slice"));
    slice.take(chunk("abcdefghij"), ms(0), heard);
    slice.take(Unit.End.FIN, ms(1), heard);
    run(slice, ms(100), heard);

    assertThat(heard.lines()).containsExactly("ab@0", "cde@5", "fg@10", "hij@15", "FIN@20");
  }

  @Test
  void slice_with_variation_keeps_every_byte_and_the_bounds() {
    Slice slice = new Slice(new Slice.Settings(10, 4, 0), site("slice"));
    String text = "0123456789".repeat(100);
    slice.take(chunk(text), ms(0), heard);

    List<String> pieces = heard.lines().stream().map(line -> line.split("@", 2)[0]).toList();
    assertThat(String.join("", pieces)).isEqualTo(text);
    assertThat(pieces).allMatch(piece -> piece.length() <= 14);
    assertThat(pieces.stream().map(String::length).distinct().count()).isGreaterThan(4);
  }

  @Test
  void slice_changed_or_released_hands_on_the_rest_in_one_piece() {
    Slice slice = new Slice(new Slice.Settings(1, 0, ms(10)), site("slice"));
    slice.take(chunk("abcd"), ms(0), heard);
    slice.take(chunk("ef"), ms(0), heard);
    slice.change(new Slice.Settings(1, 0, ms(1)), ms(5), heard);
    assertThat(heard.lines()).containsExactly("a@0", "bcd@5", "e@5");
    slice.release(ms(5.5), heard);

    assertThat(heard.lines()).containsExactly("f@5.5");
  }

  @Test
  void slice_refuses_what_would_never_come_to_an_end() {
    assertThatThrownBy(() -> new Slice.Settings(0, 0, 0)).hasMessageContaining("average size");
    assertThatThrownBy(() -> new Slice.Settings(5, 6, 0)).hasMessageContaining("variation");
    assertThatThrownBy(() -> new Slice.Settings(5, -5, 0)).hasMessageContaining("variation");
    assertThat(new Slice.Settings(5, -4, 0).average()).isEqualTo(5);
  }

  @Test
  void timeout_swallows_and_ends_after_silence() {
    Timeout timeout = new Timeout(ms(100), ms(0));
    timeout.take(chunk("lost"), ms(60), heard);
    assertThat(timeout.nextWake()).isEqualTo(ms(160));
    run(timeout, ms(1000), heard);
    timeout.take(chunk("late"), ms(170), heard);
    timeout.release(ms(180), heard);

    assertThat(heard.lines()).containsExactly("FIN@160");
  }

  @Test
  void timeout_of_0_never_ends_by_itself_but_when_it_is_removed() {
    Timeout timeout = new Timeout(0, ms(0));
    timeout.take(chunk("lost"), ms(1), heard);
    assertThat(timeout.nextWake()).isEqualTo(Time.NEVER);
    timeout.release(ms(2), heard);

    assertThat(heard.lines()).containsExactly("FIN@2");
  }

  @Test
  void reset_waits_for_traffic_and_loses_it() {
    Reset reset = new Reset(ms(50), Unit.End.RST);
    assertThat(reset.nextWake()).isEqualTo(Time.NEVER);
    reset.take(chunk("lost"), ms(10), heard);
    reset.take(chunk("lost"), ms(30), heard);
    run(reset, ms(1000), heard);

    assertThat(heard.lines()).containsExactly("RST@60");
  }

  @Test
  void slow_close_is_late_with_the_end_only() {
    SlowClose slowClose = new SlowClose(ms(70));
    slowClose.take(chunk("a"), ms(1), heard);
    slowClose.take(Unit.End.FIN, ms(2), heard);
    assertThat(heard.lines()).containsExactly("a@1");
    slowClose.change(ms(10), ms(30), heard);
    run(slowClose, ms(1000), heard);

    assertThat(heard.lines()).containsExactly("FIN@40");
  }

  @Test
  void limit_cuts_within_a_chunk_and_ends_there() {
    Limit limit = new Limit(5);
    limit.take(chunk("abc"), ms(1), heard);
    limit.take(chunk("defg"), ms(2), heard);
    limit.take(chunk("h"), ms(3), heard);

    assertThat(heard.lines()).containsExactly("abc@1", "de@2", "FIN@2");
  }

  @Test
  void limit_lowered_below_what_has_passed_ends_at_the_next_data() {
    Limit limit = new Limit(50);
    limit.take(chunk("abc"), ms(1), heard);
    limit.change(2);
    assertThat(heard.lines()).containsExactly("abc@1");
    limit.take(chunk("d"), ms(2), heard);

    assertThat(heard.lines()).containsExactly("FIN@2");
  }
}
