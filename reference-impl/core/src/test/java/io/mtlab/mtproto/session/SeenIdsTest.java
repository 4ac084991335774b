package io.mtlab.mtproto.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtlab.mtproto.machine.Time;
import io.mtlab.mtproto.session.SeenIds.Verdict;
import io.mtlab.testing.Covers;
import io.mtlab.testing.Requirement;
import io.mtlab.testing.Seeds;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** What is remembered of received messages, and for how long. */
final class SeenIdsTest {
  private static final long NOW = 1_767_225_600L * Time.SECOND;

  private final SeenIds seen = new SeenIds();

  @Requirement({"S-009", "S-010"})
  void s010_a_message_that_is_late_by_less_than_five_minutes_is_new_however_much_came_before() {
    see(0, NOW);
    long late = MessageId.at(NOW + 5 * Time.MILLISECOND);
    for (int i = 1; i <= 20 * SeenIds.CAPACITY; i++) {
      see(i, NOW + i * 10L * Time.MILLISECOND);
    }
    assertThat(seen.check(late)).isEqualTo(Verdict.NEW);
    seen.add(late, 7);
    assertThat(seen.check(late)).isEqualTo(Verdict.KNOWN);
    assertThat(seen.seqNoOf(late)).isEqualTo(7);
    assertThat(seen.seqNoBelow(late)).isZero();
    assertThat(seen.seqNoAbove(late)).isEqualTo(1);
  }

  @Requirement({"S-010", "Z-003"})
  void s010_the_last_thousand_are_known_at_any_age_and_what_is_older_is_never_taken() {
    for (int i = 0; i < 3 * SeenIds.CAPACITY; i++) {
      see(i, NOW + i * Time.MINUTE);
    }
    int kept = 2 * SeenIds.CAPACITY;
    assertThat(seen.lowest()).isEqualTo(MessageId.at(NOW + kept * Time.MINUTE));
    assertThat(seen.check(seen.lowest())).isEqualTo(Verdict.KNOWN);
    assertThat(seen.check(seen.lowest() - 4)).isEqualTo(Verdict.TOO_OLD);
    assertThat(seen.check(MessageId.at(NOW))).isEqualTo(Verdict.TOO_OLD);
    assertThat(seen.check(seen.lowest() + 4)).isEqualTo(Verdict.NEW);
  }

  @Requirement({"S-010", "Z-008"})
  void s010_young_ones_are_forgotten_too_where_there_are_too_many() {
    for (int i = 0; i <= SeenIds.YOUNG_MAX; i++) {
      see(i, NOW + i * Time.MICROSECOND);
    }
    assertThat(seen.lowest()).isEqualTo(MessageId.at(NOW + Time.MICROSECOND));
    assertThat(seen.check(MessageId.at(NOW))).isEqualTo(Verdict.TOO_OLD);
  }

  /** Against an honest map that forgets by the same rule. */
  @Seeds(count = 10)
  @Covers("S-010")
  void s010_ids_in_any_order_are_remembered_as_the_rule_says(long seed) {
    SplittableRandom chance = new SplittableRandom(seed);
    SeenIds few = new SeenIds(40);
    TreeMap<Long, Integer> model = new TreeMap<>();
    boolean forgot = false;
    for (int i = 0; i < 2_000; i++) {
      long id = 4L * (10L * i - chance.nextInt(800));
      Verdict expected =
          model.containsKey(id)
              ? Verdict.KNOWN
              : forgot && id < model.firstKey() ? Verdict.TOO_OLD : Verdict.NEW;
      assertThat(few.check(id)).isEqualTo(expected);
      few.add(id, i);
      if (expected == Verdict.NEW) {
        model.put(id, i);
      }
      if (model.size() > 40) {
        model.pollFirstEntry();
        forgot = true;
      }
      assertThat(few.lowest()).isEqualTo(model.firstKey());
      assertThat(few.seqNoOf(few.highest())).isEqualTo(model.lastEntry().getValue());
    }
  }

  private void see(int seqNo, long time) {
    seen.add(MessageId.at(time), seqNo);
  }
}
