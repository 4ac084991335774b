package io.mtlab.simulator.network.frame;

import io.mtlab.simulator.network.Dice;

/** A {@link LossModel} at work in one direction of one connection: one step for each frame. */
final class LossSteps {
  private static final int GOOD = 1;
  private static final int GOOD_IN_BURST = 2;
  private static final int BAD = 3;
  private static final int ALONE = 4;

  private final LossModel model;
  private final Dice.Die die;

  /** Where the states come from, so that the losses within a state are drawn for themselves. */
  private final Dice.Die changes;

  private final Picks picks;
  private int state = GOOD;
  private long stepped;

  LossSteps(LossModel model, Dice.Die die) {
    this.model = model;
    this.die = die;
    this.changes = die.other(1);
    this.picks =
        new Picks(model instanceof LossModel.Random(Share share) ? share : Share.of(0), die);
  }

  /** Whether the model loses this frame; numbers never go back. */
  boolean loses(long index, long now) {
    return switch (model) {
      case LossModel.Random _ -> picks.hits(index);
      case LossModel.Listed listed -> listed.frames().has(index);
      case LossModel.Recorded recorded ->
          die.hits(index, recorded.recording().at(now - recorded.when().epoch()).loss());
      case LossModel.GilbertElliott elliott -> {
        for (; stepped <= index; stepped++) {
          double at = changes.at(stepped);
          state = state == GOOD ? (at < elliott.p() ? BAD : GOOD) : at < elliott.r() ? GOOD : BAD;
        }
        yield die.hits(index, state == BAD ? elliott.lossInBad() : elliott.lossInGood());
      }
      case LossModel.FourState four -> {
        for (; stepped <= index; stepped++) {
          state = next(four, changes.at(stepped));
        }
        yield state == BAD || state == ALONE;
      }
    };
  }

  private int next(LossModel.FourState four, double at) {
    return switch (state) {
      case GOOD -> at < four.p13() ? BAD : at < four.p13() + four.p14() ? ALONE : GOOD;
      case GOOD_IN_BURST -> at < four.p23() ? BAD : GOOD_IN_BURST;
      case BAD -> at < four.p31() ? GOOD : at < four.p31() + four.p32() ? GOOD_IN_BURST : BAD;
      default -> GOOD;
    };
  }
}
