package io.mtlab.simulator.network.frame;

import static io.mtlab.simulator.network.Heard.frame;
import static io.mtlab.simulator.network.Heard.ms;
import static io.mtlab.simulator.network.Heard.site;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.mtlab.simulator.network.Heard;
import io.mtlab.simulator.network.Spans;
import io.mtlab.simulator.network.When;
import io.mtlab.simulator.network.Windows;
import io.mtlab.simulator.network.stream.Recording;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Each loss model has the share, the correlation and the burst lengths that it was told. The seed
 * is fixed; the bounds are six deviations, so another seed would miss one once in 500 million
 * times.
 */
class LossModelsTest {
  private static final int FRAMES = 200_000;
  private static final double SIX = 6;

  @Test
  void random_loss_with_correlation_keeps_its_share_and_comes_in_bursts() {
    for (double correlation : List.of(0.0, 0.25, 0.7)) {
      boolean[] lost = lost(new LossModel.Random(new Share(0.1, correlation)), Loss.NO_MOST);

      // Of a chain of two states a sum has (1 + r) / (1 - r) times the variance.
      double deviation =
          StrictMath.sqrt(0.1 * 0.9 * (1 + correlation) / (1 - correlation) / FRAMES);
      assertThat(share(lost)).isCloseTo(0.1, within(SIX * deviation));
      assertThat(correlation(lost)).isCloseTo(correlation, within(0.03));
      // Lost with this probability after a loss, so a burst is geometric.
      double again = 0.1 * (1 - correlation) + correlation;
      assertThat(meanBurst(lost)).isCloseTo(1 / (1 - again), within(0.06 / (1 - again)));
    }
  }

  @Test
  void gilbert_loss_has_the_share_and_the_bursts_of_its_chain() {
    boolean[] lost = lost(new LossModel.GilbertElliott(0.01, 0.25, 1, 0), Loss.NO_MOST);

    // p / (p + r), bursts of 1 / r and gaps of 1 / p frames.
    double share = 0.01 / 0.26;
    double chain = StrictMath.sqrt(share * (1 - share) * (2 - 0.26) / 0.26 / FRAMES);
    assertThat(share(lost)).isCloseTo(share, within(SIX * chain));
    int bursts = bursts(lost).size();
    double ofLength = StrictMath.sqrt((1 - 0.25) / (0.25 * 0.25) / bursts);
    assertThat(meanBurst(lost)).isCloseTo(4, within(SIX * ofLength));
    assertThat(bursts / (double) FRAMES).isCloseTo(0.01 * (1 - share), within(0.0015));
  }

  @Test
  void gilbert_elliott_loses_by_its_state() {
    boolean[] lost = lost(new LossModel.GilbertElliott(0.02, 0.2, 0.5, 0.01), Loss.NO_MOST);

    double bad = 0.02 / 0.22;
    double share = bad * 0.5 + (1 - bad) * 0.01;
    double chain = StrictMath.sqrt(0.25 * bad * (1 - bad) * (2 - 0.22) / 0.22 / FRAMES);
    double coin = StrictMath.sqrt(share * (1 - share) / FRAMES);
    assertThat(share(lost)).isCloseTo(share, within(SIX * (chain + coin)));
    // Between neighbours: the states' covariance times the difference of their losses, squared.
    double covariance = bad * (1 - bad) * (1 - 0.22) * (0.5 - 0.01) * (0.5 - 0.01);
    assertThat(correlation(lost)).isCloseTo(covariance / (share * (1 - share)), within(0.03));
  }

  @Test
  void four_states_lose_as_salsano_and_others_computed() {
    double p13 = 0.01;
    double p31 = 0.2;
    double p32 = 0.3;
    double p23 = 0.4;
    double p14 = 0.005;
    boolean[] lost = lost(new LossModel.FourState(p13, p31, p32, p23, p14), Loss.NO_MOST);

    // Where the chain is in the long run, from the balance of each state.
    double inGood = 1 / (1 + p13 / p31 * (1 + p32 / p23) + p14);
    double inBurst = inGood * p13 / p31;
    double alone = inGood * p14;
    assertThat(share(lost)).isCloseTo(inBurst + alone, within(0.004));
    // Runs in state 3 last 1 / (p31 + p32), those in state 4 one frame.
    double runs = inBurst * (p31 + p32);
    double mean = (inBurst + alone) / (runs + alone);
    assertThat(meanBurst(lost)).isCloseTo(mean, within(0.06));
  }

  @Test
  void a_list_loses_its_frames_and_no_others() {
    Loss loss =
        new Loss(new LossModel.Listed(Spans.parse("0,3..4,8..")), Loss.NO_MOST, site("loss"));
    Heard heard = new Heard();
    for (int i = 0; i < 12; i++) {
      loss.take(frame(i), ms(0), heard);
    }

    assertThat(heard.lines()).containsExactly("1@0", "2@0", "5@0", "6@0", "7@0");
  }

  @Test
  void at_most_so_many_are_lost_in_a_row() {
    for (int most : List.of(1, 3)) {
      boolean[] lost = lost(new LossModel.Random(Share.of(0.6)), most);

      assertThat(bursts(lost)).allMatch(length -> length <= most).contains(most);
    }
    boolean[] all = lost(new LossModel.Random(Share.of(1)), 2);
    assertThat(IntStream.range(0, 6).mapToObj(i -> all[i]))
        .containsExactly(true, true, false, true, true, false);
  }

  @Test
  void a_recording_loses_what_it_says_for_the_time() {
    Recording recording =
        new Recording(
            List.of(new Recording.Row(0, 0, 0, 1), new Recording.Row(ms(100), 0, 1, 1)), ms(200));
    Loss loss =
        new Loss(
            new LossModel.Recorded(recording, When.of(Windows.ALWAYS, ms(1000))),
            Loss.NO_MOST,
            site("loss"));
    Heard heard = new Heard();
    for (int i = 0; i < 8; i++) {
      loss.take(frame(i), ms(1000 + 50 * i), heard);
    }

    assertThat(heard.lines()).containsExactly("0@1000", "1@1050", "4@1200", "5@1250");
  }

  @Test
  void a_fate_depends_on_the_frame_and_not_on_when_it_comes() {
    for (LossModel model :
        List.of(
            new LossModel.Random(new Share(0.3, 0.5)),
            new LossModel.GilbertElliott(0.1, 0.3, 0.9, 0.01),
            new LossModel.FourState(0.1, 0.3, 0.2, 0.5, 0.05))) {
      boolean[] first = lost(model, Loss.NO_MOST);
      LossSteps again = new LossSteps(model, site("loss").die());
      for (int i = 0; i < 1_000; i += 7) {
        assertThat(again.loses(i, ms(i))).as("%s, frame %s", model, i).isEqualTo(first[i]);
      }
    }
  }

  @Test
  void what_is_no_probability_is_refused() {
    assertThatThrownBy(() -> new LossModel.GilbertElliott(1.2, 0, 0, 0))
        .hasMessageContaining("from 0 to 1");
    assertThatThrownBy(() -> new LossModel.FourState(0.6, 0, 0, 0, 0.6))
        .hasMessageContaining("together");
    assertThatThrownBy(() -> new Share(0.5, -1)).hasMessageContaining("from 0 to 1");
  }

  private static boolean[] lost(LossModel model, int most) {
    boolean[] lost = new boolean[FRAMES];
    Loss loss =
        new Loss(
            model,
            most,
            site("loss", (id, stream, fault, index, value, now) -> lost[(int) index] = true));
    for (int i = 0; i < FRAMES; i++) {
      loss.take(frame(i), ms(0), (unit, now) -> {});
    }
    return lost;
  }

  private static double share(boolean[] lost) {
    return bursts(lost).stream().mapToInt(length -> length).sum() / (double) lost.length;
  }

  private static List<Integer> bursts(boolean[] lost) {
    List<Integer> lengths = new ArrayList<>();
    int length = 0;
    for (boolean one : lost) {
      if (one) {
        length++;
      } else if (length > 0) {
        lengths.add(length);
        length = 0;
      }
    }
    return lengths;
  }

  private static double meanBurst(boolean[] lost) {
    return bursts(lost).stream().mapToInt(length -> length).average().orElseThrow();
  }

  private static double correlation(boolean[] lost) {
    double mean = share(lost);
    double both = 0;
    double each = 0;
    for (int i = 1; i < lost.length; i++) {
      double one = (lost[i] ? 1 : 0) - mean;
      both += one * ((lost[i - 1] ? 1 : 0) - mean);
      each += one * one;
    }
    return both / each;
  }
}
