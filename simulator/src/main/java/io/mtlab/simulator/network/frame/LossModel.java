package io.mtlab.simulator.network.frame;

import io.mtlab.simulator.network.Bounds;
import io.mtlab.simulator.network.Spans;
import io.mtlab.simulator.network.When;
import io.mtlab.simulator.network.stream.Recording;

/** How frames are lost, by the names that netem gives these models. */
public sealed interface LossModel {
  /** Each frame with the same probability. */
  record Random(Share share) implements LossModel {}

  /**
   * Two states, good and bad, with a step at each frame (Gilbert 1960, Elliott 1963). The share of
   * bad frames is p / (p + r), and a bad time lasts 1 / r frames.
   *
   * @param p how probable it is that a bad time begins
   * @param r how probable it is that it ends
   * @param lossInBad netem's 1-h: 1 for a simple Gilbert model
   * @param lossInGood netem's 1-k: 0 for a Gilbert model
   */
  record GilbertElliott(double p, double r, double lossInBad, double lossInGood)
      implements LossModel {
    /** Checks the ranges. */
    public GilbertElliott {
      Bounds.probability(p);
      Bounds.probability(r);
      Bounds.probability(lossInBad);
      Bounds.probability(lossInGood);
    }
  }

  /**
   * Four states: good time (1), good frames within a burst (2), lost in a burst (3), a loss for
   * itself (4). As in netem's {@code loss state}: Salsano, Ludovici, Ordine, Giannuzzi, "Definition
   * of a general and intuitive loss model for packet networks" (2012). From state 4 it goes back to
   * state 1 at once.
   */
  record FourState(double p13, double p31, double p32, double p23, double p14)
      implements LossModel {
    /** Checks the ranges, and that a state is not left with more than certainty. */
    public FourState {
      Bounds.probability(p13);
      Bounds.probability(p31);
      Bounds.probability(p32);
      Bounds.probability(p23);
      Bounds.probability(p14);
      if (p13 + p14 > 1 || p31 + p32 > 1) {
        throw new IllegalArgumentException(
            "p13 and p14 together must be at most 1, and so must p31 and p32");
      }
    }
  }

  /** These frames and no others. */
  record Listed(Spans frames) implements LossModel {}

  /**
   * As many as a recording says for the time of each frame.
   *
   * @param when its epoch is when the recording began
   */
  record Recorded(Recording recording, When when) implements LossModel {}
}
