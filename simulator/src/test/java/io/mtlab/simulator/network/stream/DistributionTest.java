package io.mtlab.simulator.network.stream;

import static io.mtlab.simulator.network.Heard.chunk;
import static io.mtlab.simulator.network.Heard.frame;
import static io.mtlab.simulator.network.Heard.ms;
import static io.mtlab.simulator.network.Heard.run;
import static io.mtlab.simulator.network.Heard.site;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.mtlab.mtproto.machine.Time;
import io.mtlab.simulator.network.DecisionLog;
import io.mtlab.simulator.network.Heard;
import io.mtlab.simulator.network.Next;
import io.mtlab.simulator.network.Unit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each distribution has the mean, the spread and the correlation that it was told. The seed is
 * fixed; the bounds are six deviations of what is estimated from so many draws, so another seed
 * would miss one of them once in 500 million times.
 */
class DistributionTest {
  private static final int DRAWS = 40_000;
  private static final double SIX = 6;
  private static final double BASE = 100;
  private static final double JITTER = 10;

  static Stream<Arguments> distributions() {
    // Name, distribution, its spread in jitters, the deviation of one squared draw in jitters^2.
    return Stream.of(
        Arguments.of("uniform", Distribution.UNIFORM, 1 / StrictMath.sqrt(3), 0.3),
        Arguments.of("normal", Distribution.NORMAL, 1.0, StrictMath.sqrt(2)),
        Arguments.of("pareto", Distribution.PARETO, 1.0, 12.0),
        Arguments.of("paretonormal", Distribution.PARETO_NORMAL, 1.0, 10.0),
        Arguments.of(
            "table", Distribution.table(List.of(1.0, -1.0, 0.0)), StrictMath.sqrt(2 / 3.0), 0.5));
  }

  @ParameterizedTest
  @MethodSource("distributions")
  void mean_and_spread_are_as_told(String name, Distribution law, double spread, double fourth) {
    double[] delays = delays(law, 0);
    double mean = Arrays.stream(delays).average().orElseThrow();
    double squares =
        Arrays.stream(delays).map(x -> (x - BASE) * (x - BASE)).average().orElseThrow();

    double error = JITTER * spread / StrictMath.sqrt(DRAWS);
    assertThat(mean).isCloseTo(BASE, within(SIX * error));
    double ofSquares = JITTER * JITTER * fourth / StrictMath.sqrt(DRAWS);
    assertThat(squares).isCloseTo(JITTER * JITTER * spread * spread, within(SIX * ofSquares));
    if (!name.equals("table")) { // three values: ties have no ranks
      assertThat(rankCorrelation(delays)).isCloseTo(0, within(SIX / StrictMath.sqrt(DRAWS)));
    }
  }

  @ParameterizedTest
  @MethodSource("distributions")
  void correlation_is_as_told_and_changes_neither_mean_nor_spread(
      String name, Distribution law, double spread, double fourth) {
    if (name.equals("table")) {
      return; // three values: ties have no ranks
    }
    for (double told : List.of(0.25, 0.8)) {
      double[] delays = delays(law, told);
      double mean = Arrays.stream(delays).average().orElseThrow();
      double squares =
          Arrays.stream(delays).map(x -> (x - BASE) * (x - BASE)).average().orElseThrow();
      // A correlated draw tells less: (1 + r) / (1 - r) as many are needed.
      double fewer = StrictMath.sqrt((1 + told) / (1 - told) / DRAWS);

      assertThat(rankCorrelation(delays)).as("rank correlation").isCloseTo(told, within(0.03));
      assertThat(mean).isCloseTo(BASE, within(SIX * JITTER * spread * fewer));
      assertThat(squares)
          .isCloseTo(
              JITTER * JITTER * spread * spread, within(SIX * JITTER * JITTER * fourth * fewer));
    }
  }

  @Test
  void a_normal_delay_lies_where_the_bell_curve_does() {
    double[] delays = delays(Distribution.NORMAL, 0);
    // Shares of a normal distribution; six deviations of a share of 40,000 draws are 1.5 %.
    assertThat(share(delays, BASE - JITTER, BASE + JITTER)).isCloseTo(0.6827, within(0.015));
    assertThat(share(delays, BASE - 2 * JITTER, BASE + 2 * JITTER))
        .isCloseTo(0.9545, within(0.007));
  }

  @Test
  void a_pareto_delay_is_mostly_early_and_sometimes_very_late() {
    double[] delays = delays(Distribution.PARETO, 0);

    assertThat(share(delays, 0, BASE)).isGreaterThan(0.65);
    assertThat(Arrays.stream(delays).min().orElseThrow()).isGreaterThan(BASE - JITTER);
    assertThat(Arrays.stream(delays).max().orElseThrow()).isGreaterThan(BASE + 8 * JITTER);
  }

  @Test
  void a_table_has_its_own_values_and_no_others() {
    double[] delays = delays(Distribution.table(List.of(-2.0, 0.5)), 0);

    assertThat(Arrays.stream(delays).distinct().sorted()).containsExactly(80.0, 105.0);
    assertThatThrownBy(() -> Distribution.table(List.of())).hasMessageContaining("from 1");
    assertThatThrownBy(() -> Distribution.table(List.of(Double.NaN)))
        .hasMessageContaining("-1000 to 1000");
  }

  @Test
  void no_delay_is_negative_and_a_stream_keeps_its_order() {
    Heard heard = new Heard();
    Delay delay =
        new Delay(
            new Delay.Settings(ms(5), ms(20), Distribution.NORMAL, 0.5, false), site("delay"));
    for (int i = 0; i < 500; i++) {
      delay.take(chunk("" + i), ms(i), heard);
      run(delay, ms(i), heard);
    }
    run(delay, Time.MINUTE, heard);

    assertThat(heard.lines().stream().map(line -> Integer.valueOf(line.split("@", -1)[0])))
        .isSorted()
        .hasSize(500);
  }

  @Test
  void a_datagram_leaves_by_its_own_delay_and_overtakes_unless_it_may_not() {
    assertThat(datagrams(false)).hasSize(500).isNotEqualTo(datagrams(true));
    assertThat(datagrams(true)).isSorted().hasSize(500);
  }

  /** One each millisecond with a jitter of 20: their numbers as they arrive. */
  private static List<Integer> datagrams(boolean ordered) {
    List<Long> dues = new ArrayList<>();
    DecisionLog log = (id, stream, fault, index, value, now) -> dues.add(ms((int) index) + value);
    Delay delay =
        new Delay(
            new Delay.Settings(ms(30), ms(20), Distribution.UNIFORM, 0, ordered),
            site("delay", log));
    List<Integer> arrived = new ArrayList<>();
    List<Long> times = new ArrayList<>();
    Next next =
        (unit, now) -> {
          arrived.add((int) ((Unit.Frame) unit).index());
          times.add(now);
        };
    for (int i = 0; i < 500; i++) {
      run(delay, ms(i), next);
      delay.take(frame(i), ms(i), next);
    }
    assertThat(delay.heldBytes()).isPositive();
    run(delay, Time.MINUTE, next);
    assertThat(delay.heldBytes()).isZero();
    assertThat(times).isSorted();
    for (int i = 0; i < 500 && !ordered; i++) {
      assertThat(times.get(i)).isEqualTo(dues.get(arrived.get(i)));
    }
    return arrived;
  }

  @Test
  void a_delay_that_is_taken_away_lets_datagrams_go() {
    Delay delay = new Delay(new Delay.Settings(ms(30), ms(20)), site("delay"));
    Heard heard = new Heard();
    delay.take(frame(0), ms(0), heard);
    delay.release(ms(1), heard);
    assertThat(heard.lines()).containsExactly("0@1");
    assertThat(delay.nextWake()).isEqualTo(Time.NEVER);
  }

  @Test
  void the_normal_distribution_and_its_inverse_agree_with_the_tables() {
    assertThat(Normal.quantile(0.975)).isCloseTo(1.959963985, within(1e-8));
    assertThat(Normal.quantile(0.01)).isCloseTo(-2.326347874, within(1e-8));
    assertThat(Normal.cumulated(1)).isCloseTo(0.841344746, within(1e-7));
    for (double share = 0.001; share < 1; share += 0.001) {
      assertThat(Normal.cumulated(Normal.quantile(share))).isCloseTo(share, within(2e-7));
    }
  }

  /** In milliseconds. */
  private static double[] delays(Distribution law, double correlation) {
    double[] delays = new double[DRAWS];
    DecisionLog log =
        (id, stream, fault, index, value, now) -> delays[(int) index] = value / 1_000_000.0;
    Delay.Settings settings = new Delay.Settings(ms(BASE), ms(JITTER), law, correlation, false);
    Delay delay = new Delay(settings, site("delay", log));
    for (int i = 0; i < DRAWS; i++) {
      delay.take(chunk("x"), i * Time.HOUR, (unit, now) -> {});
      run(delay, (i + 1) * Time.HOUR, (unit, now) -> {});
    }
    return delays;
  }

  private static double share(double[] values, double from, double to) {
    return Arrays.stream(values).filter(x -> x >= from && x < to).count() / (double) values.length;
  }

  private static double rankCorrelation(double[] values) {
    double[] ranks = new double[values.length];
    List<Integer> order =
        IntStream.range(0, values.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> values[i]))
            .toList();
    for (int rank = 0; rank < order.size(); rank++) {
      ranks[order.get(rank)] = rank;
    }
    double mean = (values.length - 1) / 2.0;
    double both = 0;
    double each = 0;
    for (int i = 1; i < ranks.length; i++) {
      both += (ranks[i] - mean) * (ranks[i - 1] - mean);
      each += (ranks[i] - mean) * (ranks[i] - mean);
    }
    return both / each;
  }
}
