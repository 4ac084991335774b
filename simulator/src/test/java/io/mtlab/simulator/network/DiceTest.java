package io.mtlab.simulator.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DiceTest {
  /** A scenario's decisions must stay what they are from one release to the next. */
  private static final double PINNED = 0.45240904167778606;

  private static final PassageId ID = new PassageId("link", 3, 1);

  @Test
  void a_draw_depends_on_nothing_but_what_it_is_about() {
    double drawn = Dice.draw(7, ID, Stream.UPSTREAM, "loss", 42);

    assertThat(drawn).isEqualTo(new Dice(7).die(ID, Stream.UPSTREAM, "loss").at(42));
    assertThat(drawn).isEqualTo(PINNED);
  }

  @Test
  void every_part_of_what_it_is_about_counts() {
    Set<Double> draws = new LinkedHashSet<>();
    draws.add(Dice.draw(7, ID, Stream.UPSTREAM, "loss", 42));
    draws.add(Dice.draw(8, ID, Stream.UPSTREAM, "loss", 42));
    draws.add(Dice.draw(7, new PassageId("link2", 3, 1), Stream.UPSTREAM, "loss", 42));
    draws.add(Dice.draw(7, new PassageId("link", 4, 1), Stream.UPSTREAM, "loss", 42));
    draws.add(Dice.draw(7, new PassageId("link", 3, 2), Stream.UPSTREAM, "loss", 42));
    draws.add(Dice.draw(7, new PassageId("link", 1, 3), Stream.UPSTREAM, "loss", 42));
    draws.add(Dice.draw(7, ID, Stream.DOWNSTREAM, "loss", 42));
    draws.add(Dice.draw(7, ID, Stream.UPSTREAM, "reorder", 42));
    draws.add(Dice.draw(7, ID, Stream.UPSTREAM, "loss", 43));

    assertThat(draws).hasSize(9);
  }

  @Test
  void draws_are_uniform_and_neighbours_are_independent() {
    Dice.Die die = new Dice(1).die(ID, Stream.UPSTREAM, "loss");
    int[] tenths = new int[10];
    int pairs = 0;
    for (int i = 0; i < 100_000; i++) {
      tenths[(int) (die.at(i) * 10)]++;
      pairs += die.hits(i, 0.1) && die.hits(i + 1, 0.1) ? 1 : 0;
    }
    // Binomial(100,000, 0.1) and (100,000, 0.01): six deviations of 95 and of 33 (pairs overlap).
    assertThat(tenths).satisfies(all -> Arrays.stream(all).forEach(DiceTest::isTenth));
    assertThat(pairs).isBetween(800, 1_200);
  }

  private static void isTenth(int count) {
    assertThat(count).isBetween(9_430, 10_570);
  }
}
