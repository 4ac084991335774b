package io.mtlab.mtproto.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * All targets, guided by coverage: the first byte of the input chooses one, unless {@code
 * -Dfuzz.target=NAME} does. The profile {@code fuzz} makes the same inputs in each run, from a
 * fixed seed; {@code soak} makes others each time. Only the profiles {@code fuzz} and {@code soak}
 * start it, since the fuzzer's hooks slow its JVM down; an input that it finds goes into the corpus
 * of its target.
 */
final class TargetFuzzTest {
  private static final String ONLY = System.getProperty("fuzz.target", "");

  @Tag("fuzz")
  @MethodSource("seeds")
  @FuzzTest(maxDuration = "30m", maxExecutions = 250_000)
  void every_target(byte[] input) {
    play(input);
  }

  @Tag("soak")
  @MethodSource("seeds")
  @FuzzTest(maxDuration = "1h")
  void every_target_for_long(byte[] input) {
    play(input);
  }

  private static void play(byte[] input) {
    if (input.length > 0) {
      Target[] all = Target.values();
      Target target =
          ONLY.isEmpty()
              ? all[(input[0] & 0xff) % all.length]
              : Target.valueOf(ONLY.toUpperCase(Locale.ROOT));
      target.play(Arrays.copyOfRange(input, 1, input.length));
    }
  }

  static Stream<byte[]> seeds() {
    return Arrays.stream(Target.values())
        .flatMap(target -> Corpus.of(target).stream().map(seed -> choosing(target, seed)));
  }

  private static byte[] choosing(Target target, byte[] seed) {
    byte[] input = new byte[seed.length + 1];
    input[0] = (byte) List.of(Target.values()).indexOf(target);
    System.arraycopy(seed, 0, input, 1, seed.length);
    return input;
  }
}
