package io.mtlab.simulator.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mtlab.mtproto.machine.Time;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimelineTest {
  private final Timeline timeline = new Timeline();
  private final List<String> happened = new ArrayList<>();

  @Test
  void begins_with_the_year_2026() {
    assertThat(timeline.now()).isEqualTo(1_767_225_600_000_000_000L);
  }

  @Test
  void jumps_from_one_happening_to_the_next() {
    at(Time.HOUR, "later");
    at(1, "soon");

    assertThat(timeline.step(Time.NEVER)).isTrue();
    assertThat(timeline.now()).isEqualTo(Timeline.EPOCH + 1);
    assertThat(timeline.step(Time.NEVER)).isTrue();
    assertThat(timeline.now()).isEqualTo(Timeline.EPOCH + Time.HOUR);
    assertThat(timeline.step(Time.NEVER)).isFalse();
    assertThat(timeline.now()).isEqualTo(Timeline.EPOCH + Time.HOUR);
    assertThat(happened).containsExactly("soon", "later");
  }

  @Test
  void stops_at_its_limit_and_stands_there() {
    at(Time.SECOND, "beyond");

    assertThat(timeline.step(Timeline.EPOCH + 5)).isFalse();
    assertThat(timeline.now()).isEqualTo(Timeline.EPOCH + 5);
    assertThat(happened).isEmpty();
    assertThat(timeline.pending()).isEqualTo(1);
  }

  @Test
  void equal_times_keep_the_order_of_scheduling_also_what_is_added_meanwhile() {
    timeline.schedule(
        Timeline.EPOCH + 7,
        now -> {
          happened.add("first");
          at(7, "third");
        });
    at(7, "second");

    runAll();

    assertThat(happened).containsExactly("first", "second", "third");
  }

  @Test
  void what_is_cancelled_does_not_happen() {
    long handle = at(5, "cancelled");
    at(6, "kept");

    assertThat(timeline.cancel(handle)).isTrue();
    assertThat(timeline.cancel(handle)).isFalse();
    runAll();

    assertThat(happened).containsExactly("kept");
  }

  @Test
  void a_handle_of_what_has_happened_cancels_nothing_else() {
    long old = at(1, "old");
    runAll();
    at(2, "new in the same place");

    assertThat(timeline.cancel(old)).isFalse();
    runAll();

    assertThat(happened).containsExactly("old", "new in the same place");
  }

  @Test
  void the_past_is_refused_and_never_does_not_happen() {
    at(10, "ten");
    runAll();

    assertThatThrownBy(() -> at(9, "nine")).isInstanceOf(IllegalArgumentException.class);
    assertThat(timeline.schedule(Time.NEVER, now -> {})).isEqualTo(Timeline.NO_HANDLE);
    assertThat(timeline.cancel(Timeline.NO_HANDLE)).isFalse();
    assertThat(timeline.pending()).isZero();
  }

  private long at(long offset, String what) {
    return timeline.schedule(Timeline.EPOCH + offset, now -> happened.add(what));
  }

  private void runAll() {
    while (timeline.step(Time.NEVER)) {}
  }
}
