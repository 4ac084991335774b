package io.mtlab.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtlab.testing.Requirement;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SecureEntropyTest {
  @Requirement("Z-017")
  void z017_no_two_sources_and_no_two_draws_are_alike() {
    Set<Long> drawn = new HashSet<>();
    for (int source = 0; source < 4; source++) {
      SecureEntropy entropy = new SecureEntropy();
      for (int i = 0; i < 5_000; i++) {
        drawn.add(entropy.nextLong());
      }
    }
    assertThat(drawn).hasSize(20_000);
  }

  @Test
  void an_array_larger_than_the_pool_is_filled_to_its_end_with_all_values_alike_often() {
    byte[] drawn = new byte[1 << 20];
    new SecureEntropy().fill(drawn);
    int[] counts = new int[256];
    for (byte value : drawn) {
      counts[value & 0xff]++;
    }
    // 4,096 expected of each; seven standard deviations of 64.
    assertThat(Arrays.stream(counts)).allSatisfy(count -> assertThat(count).isBetween(3650, 4545));
  }

  @Test
  void only_the_given_range_is_filled() {
    byte[] drawn = new byte[30_000];
    new SecureEntropy().fill(drawn, 10, drawn.length - 20);
    assertThat(Arrays.copyOf(drawn, 10)).containsOnly(0);
    assertThat(Arrays.copyOfRange(drawn, drawn.length - 10, drawn.length)).containsOnly(0);
    assertThat(Arrays.copyOfRange(drawn, 10, 42)).isNotEqualTo(new byte[32]);
  }
}
