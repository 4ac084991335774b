package io.mtlab.mtproto.machine;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtlab.testing.Seeds;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class WheelTest {
  private static final long START = 1_767_225_600L * Time.SECOND;

  private final Wheel wheel = new Wheel(START);

  @Test
  void an_empty_wheel_never_wakes() {
    assertThat(wheel.nextWake()).isEqualTo(Time.NEVER);
    assertThat(wheel.poll(START + Time.HOUR)).isEqualTo(Wheel.NONE);
  }

  @Test
  void an_alarm_rings_at_its_nanosecond_and_only_once() {
    wheel.set(3, START + Time.HOUR + 1);

    assertThat(wheel.nextWake()).isEqualTo(START + Time.HOUR + 1);
    assertThat(wheel.poll(START + Time.HOUR)).isEqualTo(Wheel.NONE);
    assertThat(wheel.poll(START + Time.HOUR + 1)).isEqualTo(3);
    assertThat(wheel.poll(START + Time.HOUR + 2)).isEqualTo(Wheel.NONE);
    assertThat(wheel.isSet(3)).isFalse();
  }

  @Test
  void a_time_that_has_passed_is_due_at_once() {
    wheel.set(1, START + Time.SECOND);
    assertThat(wheel.poll(START + Time.SECOND)).isEqualTo(1);

    wheel.set(2, START);

    assertThat(wheel.nextWake()).isLessThanOrEqualTo(START + Time.SECOND);
    assertThat(wheel.poll(START + Time.SECOND)).isEqualTo(2);
  }

  @Test
  void equal_times_come_in_the_order_in_which_they_were_set() {
    long at = START + 3 * Time.SECOND;
    wheel.set(7, at);
    wheel.set(2, START + Time.SECOND);
    wheel.set(5, at);
    assertThat(wheel.poll(at)).isEqualTo(2);
    wheel.set(1, at);

    assertThat(drain(at)).containsExactly(7, 5, 1);
  }

  @Test
  void never_takes_an_alarm_out() {
    wheel.set(4, START + 5);
    wheel.set(4, Time.NEVER);

    assertThat(wheel.at(4)).isEqualTo(Time.NEVER);
    assertThat(wheel.nextWake()).isEqualTo(Time.NEVER);
    assertThat(wheel.cancel(4)).isFalse();
    assertThat(wheel.cancel(1_000)).isFalse();
    assertThat(wheel.poll(START + 5)).isEqualTo(Wheel.NONE);
  }

  @Test
  void an_alarm_that_moves_later_rings_later_though_the_wheel_may_wake_before() {
    wheel.set(0, START + Time.SECOND);
    wheel.set(0, START + Time.MINUTE);

    assertThat(wheel.nextWake()).isBetween(START, START + Time.MINUTE);
    assertThat(wheel.poll(START + Time.SECOND)).isEqualTo(Wheel.NONE);
    assertThat(wheel.nextWake()).isEqualTo(START + Time.MINUTE);
    assertThat(wheel.poll(START + Time.MINUTE)).isZero();
  }

  @Test
  void an_alarm_that_moved_behind_others_does_not_overtake_them() {
    wheel.set(0, START + Time.SECOND);
    wheel.set(0, START + Time.HOUR);
    wheel.set(1, START + Time.MINUTE);

    assertThat(drain(START + 2 * Time.HOUR)).containsExactly(1, 0);
  }

  @Test
  void an_alarm_that_moves_nearer_rings_earlier() {
    wheel.set(0, START + Time.HOUR);
    wheel.set(0, START + 10);

    assertThat(wheel.nextWake()).isEqualTo(START + 10);
    assertThat(wheel.poll(START + 10)).isZero();
  }

  @Test
  void the_last_representable_times_still_ring() {
    wheel.set(0, Time.NEVER - 1);

    assertThat(wheel.poll(Time.NEVER - 2)).isEqualTo(Wheel.NONE);
    assertThat(wheel.poll(Time.NEVER - 1)).isZero();
  }

  @Seeds(count = 50)
  void agrees_with_a_priority_queue_by_time_and_sequence(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    record Entry(long at, long sequence, int handle) {}
    PriorityQueue<Entry> expected =
        new PriorityQueue<>(Comparator.comparingLong(Entry::at).thenComparingLong(Entry::sequence));
    long now = START;
    for (int handle = 0; handle < 2_000; handle++) {
      long at = now + random.nextLong(1L << random.nextInt(1, 50));
      wheel.set(handle, at);
      expected.add(new Entry(at, handle, handle));
      if (random.nextInt(3) == 0) {
        now += random.nextLong(1L << random.nextInt(1, 40));
        Entry first = expected.peek();
        while (first != null && first.at() <= now) {
          assertThat(wheel.poll(now)).isEqualTo(first.handle());
          expected.remove();
          first = expected.peek();
        }
        assertThat(wheel.poll(now)).isEqualTo(Wheel.NONE);
      }
    }
    assertThat(wheel.size()).isEqualTo(expected.size());
  }

  @Seeds(count = 50)
  void alarms_that_move_and_go_ring_neither_early_nor_late(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    TreeMap<Integer, Long> expected = new TreeMap<>();
    long now = START;
    for (int step = 0; step < 5_000; step++) {
      int handle = random.nextInt(60);
      if (random.nextInt(5) == 0) {
        assertThat(wheel.cancel(handle)).isEqualTo(expected.remove(handle) != null);
      } else {
        long at = now + random.nextLong(1L << random.nextInt(1, 45));
        wheel.set(handle, at);
        expected.put(handle, at);
      }
      long earliest = expected.values().stream().mapToLong(Long::longValue).min().orElse(now);
      assertThat(wheel.nextWake()).isLessThanOrEqualTo(expected.isEmpty() ? Time.NEVER : earliest);
      if (random.nextInt(4) == 0) {
        now =
            Math.max(now, random.nextBoolean() ? wheelTime(now) : now + random.nextLong(1L << 30));
        long time = now;
        List<Integer> due =
            expected.entrySet().stream()
                .filter(entry -> entry.getValue() <= time)
                .map(Map.Entry::getKey)
                .toList();
        assertThat(drain(now)).containsExactlyInAnyOrderElementsOf(due);
        due.forEach(expected::remove);
      }
    }
  }

  private long wheelTime(long now) {
    return wheel.nextWake() == Time.NEVER ? now : wheel.nextWake();
  }

  private List<Integer> drain(long now) {
    List<Integer> handles = new ArrayList<>();
    for (int handle = wheel.poll(now); handle != Wheel.NONE; handle = wheel.poll(now)) {
      handles.add(handle);
    }
    return handles;
  }
}
