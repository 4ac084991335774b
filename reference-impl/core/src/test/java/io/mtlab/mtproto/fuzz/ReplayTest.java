package io.mtlab.mtproto.fuzz;

import io.mtlab.testing.Covers;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The corpus of each target, whole and damaged by chance; the fuzzer goes on from there. */
final class ReplayTest {
  private static final int DAMAGES = 50;

  @ParameterizedTest
  @EnumSource
  @Timeout(60)
  @Covers({"Z-014", "Z-013", "L-006"})
  void z014_every_decoder_ends_with_a_value_or_a_fault(Target target) {
    SplittableRandom random = new SplittableRandom(1);
    for (byte[] seed : Corpus.of(target)) {
      play(target, seed);
      for (int i = 0; i < DAMAGES; i++) {
        play(target, damaged(seed, random));
      }
    }
  }

  private static void play(Target target, byte[] input) {
    try {
      target.play(input);
    } catch (RuntimeException | Error bug) {
      throw new AssertionError(target + " on " + HexFormat.of().formatHex(input), bug);
    }
  }

  private static byte[] damaged(byte[] seed, SplittableRandom random) {
    byte[] damaged = Arrays.copyOf(seed, random.nextInt(seed.length + 8));
    for (int changes = random.nextInt(1, 5); changes > 0 && damaged.length > 0; changes--) {
      damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
    }
    return damaged;
  }
}
