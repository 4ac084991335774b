package io.mtlab.simulator.seed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SeedsTest {
  private final Seeds seeds = new Seeds(7);

  @Test
  void split_mix_gives_the_numbers_of_its_reference() {
    SplitMix split = new SplitMix(1_234_567);

    assertThat(split.next()).isEqualTo(6_457_827_717_110_365_317L);
    assertThat(split.next()).isEqualTo(3_203_168_211_198_807_973L);
    assertThat(split.next()).isEqualTo(Long.parseUnsignedLong("9817491932198370423"));
  }

  @Test
  void a_name_has_the_same_stream_whoever_else_asks() {
    long alone = seeds.chance("link:dc2").nextLong();
    seeds.chance("another").nextLong();

    assertThat(seeds.chance("link:dc2").nextLong()).isEqualTo(alone);
    assertThat(new Seeds(7).chance("link:dc2").nextLong()).isEqualTo(alone);
  }

  @Test
  void names_seeds_and_levels_differ() {
    Set<Long> firsts = new HashSet<>();
    for (long seed = 0; seed < 100; seed++) {
      for (int name = 0; name < 100; name++) {
        firsts.add(new Seeds(seed).chance("member-" + name).nextLong());
      }
      firsts.add(new Seeds(seed).below("member-0").chance("member-0").nextLong());
    }
    assertThat(firsts).hasSize(10_100);
  }

  @Test
  void entropy_fills_odd_sizes_and_only_the_part_that_was_asked_for() {
    byte[] whole = seeds.entropy("e").bytes(21);
    byte[] part = new byte[40];
    seeds.entropy("e").fill(part, 5, 21);

    assertThat(part).containsSequence(whole);
    assertThat(part).startsWith(0, 0, 0, 0, 0);
    assertThat(new byte[] {part[26], part[27], part[39]}).containsOnly(0);
    assertThat(whole).isNotEqualTo(seeds.entropy("f").bytes(21));
  }

  @Test
  void bounds_are_kept_and_means_are_met() {
    Chance chance = seeds.chance("mean");
    double sum = 0;
    for (int i = 0; i < 100_000; i++) {
      long drawn = chance.nextLong(10);
      assertThat(drawn).isBetween(0L, 9L);
      sum += drawn;
    }
    assertThat(sum / 100_000).isCloseTo(4.5, within(0.05));
    assertThatThrownBy(() -> chance.nextLong(0)).isInstanceOf(IllegalArgumentException.class);
  }
}
