package io.mtlab.scenario.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtlab.scenario.replay.Shrinking.Found;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ShrinkingTest {
  private static final List<Integer> WHOLE = IntStream.range(0, 200).boxed().toList();

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void what_it_takes_is_found_and_nothing_else(long seed) {
    Random random = new Random(seed);
    Set<Integer> needed = new HashSet<>();
    for (int i = 0; i < 1 + seed % 5; i++) {
      needed.add(random.nextInt(WHOLE.size()));
    }

    Found<Integer> found =
        new Shrinking<Integer>(10_000, () -> false).shrink(WHOLE, part -> part.containsAll(needed));

    assertThat(found.part()).containsExactlyInAnyOrderElementsOf(needed).isSorted();
    assertThat(found.minimal()).isTrue();
    assertThat(found.tries()).isLessThan(1000);
  }

  @Test
  void any_three_of_a_kind_are_enough_and_each_is_needed() {
    Found<Integer> found =
        new Shrinking<Integer>(10_000, () -> false)
            .shrink(WHOLE, part -> part.stream().filter(one -> one % 7 == 0).count() >= 3);

    assertThat(found.part()).hasSize(3).allMatch(one -> one % 7 == 0);
  }

  @Test
  void nothing_is_enough_where_it_fails_anyway() {
    Found<Integer> found = new Shrinking<Integer>(100, () -> false).shrink(WHOLE, part -> true);

    assertThat(found.part()).isEmpty();
    assertThat(found.tries()).isOne();
  }

  @Test
  void tries_that_are_used_up_leave_what_is_known_to_do_it() {
    Found<Integer> found =
        new Shrinking<Integer>(3, () -> false)
            .shrink(WHOLE, part -> part.containsAll(List.of(3, 190)));

    assertThat(found.part()).contains(3, 190);
    assertThat(found.minimal()).isFalse();
    assertThat(found.tries()).isEqualTo(3);
  }

  @Test
  void whoever_stops_it_gets_the_smallest_list_so_far() {
    List<Integer> sizes = new ArrayList<>();
    Found<Integer> found =
        new Shrinking<Integer>(10_000, () -> sizes.size() >= 9)
            .shrink(
                WHOLE,
                part -> {
                  sizes.add(part.size());
                  return part.containsAll(List.of(3, 190));
                });

    assertThat(found.part()).contains(3, 190).hasSizeLessThan(WHOLE.size());
    assertThat(found.minimal()).isFalse();
    assertThat(found.tries()).isEqualTo(9);
  }

  @Test
  void what_was_not_tried_to_the_end_is_not_called_minimal() {
    for (int tries = 2; tries < 40; tries++) {
      Found<Integer> found =
          new Shrinking<Integer>(tries, () -> false)
              .shrink(List.of(1, 2, 3, 4, 5), part -> part.containsAll(List.of(1, 3)));
      assertThat(found.minimal()).as("with %s tries", tries).isEqualTo(found.tries() < tries);
      assertThat(found.part().size() == 2 || !found.minimal()).isTrue();
    }
  }
}
