package io.mtlab.mtproto.updates;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtlab.mtproto.machine.Time;
import io.mtlab.testing.Covers;
import io.mtlab.testing.Requirement;
import io.mtlab.testing.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ChannelBoxTest {
  private static final long NOW = 1_767_225_600L * Time.SECOND;

  private final List<Integer> applied = new ArrayList<>();
  private final ChannelBox<Integer> box = new ChannelBox<>(applied::add);

  @Requirement("U-003")
  void u003_what_fits_is_applied_and_what_is_known_is_ignored() {
    box.begin(10, NOW);
    box.offered(11, 1, 11, NOW);
    box.offered(11, 1, 11, NOW);
    box.offered(13, 2, 13, NOW);
    box.offered(9, 1, 9, NOW);

    assertThat(applied).containsExactly(11, 13);
    assertThat(box.pts()).isEqualTo(13);
    assertThat(box.wantsDifference(NOW + Time.MINUTE)).isFalse();
  }

  @Requirement("U-004")
  void u004_an_update_that_counts_nothing_is_applied_where_it_stands() {
    box.begin(10, NOW);
    box.offered(10, 0, 100, NOW);
    box.offered(11, 0, 110, NOW);
    assertThat(applied).containsExactly(100);

    box.offered(11, 1, 11, NOW);

    assertThat(applied).containsExactly(100, 11, 110);
    assertThat(box.pts()).isEqualTo(11);
  }

  @Requirement("U-009")
  void u009_a_gap_waits_half_a_second_for_the_missing_update() {
    box.begin(10, NOW);
    box.offered(12, 1, 12, NOW);

    assertThat(applied).isEmpty();
    assertThat(box.nextWake()).isEqualTo(NOW + 500 * Time.MILLISECOND);
    assertThat(box.wantsDifference(NOW + 499 * Time.MILLISECOND)).isFalse();
    assertThat(box.wantsDifference(NOW + 500 * Time.MILLISECOND)).isTrue();
    box.offered(11, 1, 11, NOW + 300 * Time.MILLISECOND);

    assertThat(applied).containsExactly(11, 12);
    assertThat(box.wantsDifference(NOW + Time.MINUTE)).isFalse();
    assertThat(box.kept()).isZero();
  }

  @Requirement("U-009")
  void u009_only_one_question_at_a_time_and_later_updates_are_kept_meanwhile() {
    box.begin(10, NOW);
    box.offered(13, 1, 13, NOW);
    box.asked();
    box.offered(11, 1, 11, NOW);
    box.offered(15, 1, 15, NOW);

    assertThat(applied).isEmpty();
    assertThat(box.wantsDifference(NOW + Time.HOUR)).isFalse();
    assertThat(box.nextWake()).isEqualTo(Time.NEVER);
    box.answered(List.of(11, 12, 13, 14), 14, true, NOW);

    assertThat(applied).containsExactly(11, 12, 13, 14, 15);
    assertThat(box.wantsDifference(NOW + Time.SECOND)).isFalse();
  }

  @Requirement("U-009")
  void u009_a_gap_that_the_difference_leaves_open_is_asked_for_again() {
    box.begin(10, NOW);
    box.offered(13, 1, 13, NOW);
    box.asked();
    box.answered(List.of(11), 11, true, NOW + Time.SECOND);

    assertThat(applied).containsExactly(11);
    assertThat(box.nextWake()).isEqualTo(NOW + Time.SECOND + ChannelBox.GAP_WAIT);
  }

  @Requirement("U-010")
  void u010_what_may_have_been_missed_is_asked_for_at_once() {
    box.begin(10, NOW);
    box.invalidate(NOW + 5);

    assertThat(box.wantsDifference(NOW + 5)).isTrue();
    box.asked();
    box.answered(List.of(), 10, true, NOW + 6);
    assertThat(box.wantsDifference(NOW + Time.MINUTE)).isFalse();
  }

  @Requirement("U-010")
  void u010_what_is_missed_while_an_answer_is_awaited_is_asked_for_after_it() {
    box.begin(10, NOW);
    box.invalidate(NOW);
    box.asked();
    box.invalidate(NOW + 1);
    assertThat(box.wantsDifference(NOW + 1)).isFalse();
    box.answered(List.of(), 10, true, NOW + 2);

    assertThat(box.wantsDifference(NOW + 2)).isTrue();
  }

  @Requirement("U-010")
  void u010_fifteen_minutes_of_silence_are_suspicious() {
    box.begin(10, NOW);
    box.offered(11, 1, 11, NOW + Time.MINUTE);

    assertThat(box.wantsDifference(NOW + 15 * Time.MINUTE)).isFalse();
    assertThat(box.wantsDifference(NOW + 16 * Time.MINUTE)).isTrue();
  }

  @Requirement("U-011")
  void u011_an_answer_that_is_not_final_is_followed_by_another_question() {
    box.begin(10, NOW);
    box.invalidate(NOW);
    box.asked();
    box.answered(List.of(11, 12), 12, false, NOW + 1);

    assertThat(box.pts()).isEqualTo(12);
    assertThat(box.wantsDifference(NOW + 1)).isTrue();
  }

  @Requirement("U-011")
  void u011_after_too_long_the_sequence_goes_on_from_the_new_pts() {
    box.begin(10, NOW);
    box.invalidate(NOW);
    box.asked();
    box.offered(501, 1, 501, NOW);
    box.answeredTooLong(List.of(499, 500), 500, NOW + 1);

    assertThat(applied).containsExactly(499, 500, 501);
    assertThat(box.pts()).isEqualTo(501);
  }

  @Test
  void a_refused_question_is_put_again_a_little_later() {
    box.begin(10, NOW);
    box.invalidate(NOW);
    box.asked();
    box.refused(NOW + 5);

    assertThat(box.wantsDifference(NOW + 5)).isFalse();
    assertThat(box.wantsDifference(NOW + 5 + ChannelBox.REFUSED_WAIT)).isTrue();
  }

  @Test
  void a_flood_beyond_a_gap_is_not_kept_for_ever() {
    box.begin(10, NOW);
    for (int pts = 12; pts <= 12 + ChannelBox.KEPT_MAX; pts++) {
      box.offered(pts, 1, pts, NOW);
    }

    assertThat(box.kept()).isLessThanOrEqualTo(ChannelBox.KEPT_MAX);
    assertThat(box.wantsDifference(NOW)).isTrue();
  }

  @Test
  void numbers_that_make_no_sense_change_nothing() {
    box.begin(10, NOW);
    box.offered(Integer.MIN_VALUE, Integer.MAX_VALUE, 1, NOW);
    box.offered(5, 20, 2, NOW);
    box.offered(20, -5, 3, NOW);

    assertThat(applied).isEmpty();
    assertThat(box.pts()).isEqualTo(10);
  }

  @Covers({"U-003", "U-009"})
  @Seeds(count = 200)
  void each_update_once_and_in_order_whatever_is_lost_repeated_or_overtaken(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int posts = 200;
    List<Integer> arriving = new ArrayList<>();
    for (int pts = 1; pts <= posts; pts++) {
      int copies = random.nextInt(10) < 7 ? 1 : random.nextInt(3);
      for (int i = 0; i < copies; i++) {
        int from = Math.max(0, arriving.size() - random.nextInt(1, 6));
        arriving.add(random.nextInt(from, arriving.size() + 1), pts);
      }
    }
    box.begin(0, NOW);
    long now = NOW;
    int answerUpTo = -1;
    int highest = 0;
    for (int pts : arriving) {
      now += random.nextLong(300 * Time.MILLISECOND);
      highest = Math.max(highest, pts);
      if (answerUpTo >= 0 && random.nextInt(3) == 0) {
        boolean isFinal = answerUpTo - box.pts() <= 5;
        int to = Math.min(answerUpTo, box.pts() + 5);
        box.answered(IntStream.rangeClosed(box.pts() + 1, to).boxed().toList(), to, isFinal, now);
        answerUpTo = -1;
      }
      box.offered(pts, 1, pts, now);
      if (box.wantsDifference(now)) {
        box.asked();
        answerUpTo = highest;
      }
    }
    box.invalidate(now);
    if (answerUpTo < 0) {
      box.asked();
    }
    box.answered(IntStream.rangeClosed(box.pts() + 1, posts).boxed().toList(), posts, true, now);

    assertThat(applied).containsExactlyElementsOf(IntStream.rangeClosed(1, posts).boxed().toList());
  }
}
