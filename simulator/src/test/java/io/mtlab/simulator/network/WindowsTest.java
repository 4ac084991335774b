package io.mtlab.simulator.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mtlab.mtproto.machine.Time;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WindowsTest {
  @Test
  void it_comes_and_goes_as_often_as_it_was_told() {
    assertThat(changes(new Windows(5, 3, 4, 2), 100)).containsExactly(5L, 8L, 12L, 15L);
    assertThat(changes(new Windows(0, 2, 8, 0), 21)).containsExactly(2L, 10L, 12L, 20L);
    assertThat(changes(new Windows(7, Time.NEVER, 0, 1), 100)).containsExactly(7L);
    assertThat(changes(new Windows(0, 3, 0, 4), 100)).containsExactly(12L);
    assertThat(changes(new Windows(2, 3, 0, 0), 100)).containsExactly(2L);
    assertThat(Windows.ALWAYS.isOn(0)).isTrue();
    assertThat(Windows.ALWAYS.nextChange(0)).isEqualTo(Time.NEVER);
  }

  @Test
  void what_it_says_of_a_time_and_of_changes_agrees() {
    for (Windows windows : List.of(new Windows(5, 3, 4, 2), new Windows(0, 2, 8, 0))) {
      boolean on = windows.isOn(0);
      long change = windows.nextChange(0);
      for (long time = 1; time < 60; time++) {
        assertThat(windows.isOn(time)).as("%s at %s", windows, time).isEqualTo(on ^ time == change);
        on = windows.isOn(time);
        change = windows.nextChange(time);
      }
    }
  }

  @Test
  void what_cannot_be_is_refused() {
    assertThatThrownBy(() -> new Windows(0, 0, 1, 0)).hasMessageContaining("above 0");
    assertThatThrownBy(() -> new Windows(-1, 1, 1, 0)).hasMessageContaining("negative");
  }

  @Test
  void numbers_are_written_as_lists_and_spans() {
    Spans spans = Spans.parse("3, 7,10..12,100..");

    assertThat(spans).hasToString("3,7,10..12,100..");
    assertThat(List.of(3L, 7L, 10L, 11L, 12L, 100L, 1L << 40)).allMatch(spans::has);
    assertThat(List.of(0L, 4L, 9L, 13L, 99L)).noneMatch(spans::has);
    assertThat(Spans.ALL.has(5)).isTrue();
    for (String wrong : List.of("", "x", "3..1", "-1", "1,,2", "..4")) {
      assertThatThrownBy(() -> Spans.parse(wrong)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  private static List<Long> changes(Windows windows, long until) {
    List<Long> changes = new ArrayList<>();
    for (long at = windows.nextChange(0); at < until; at = windows.nextChange(at)) {
      changes.add(at);
    }
    return changes;
  }
}
