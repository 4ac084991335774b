package io.mtlab.simulator.network.frame;

import io.mtlab.simulator.network.Dice;

/** Which frames of a direction belong to a {@link Share}: a pure function of their numbers. */
final class Picks {
  private final Dice.Die die;
  private final Share share;
  private long stepped;
  private boolean hit;

  Picks(Share share, Dice.Die die) {
    this.share = share;
    this.die = die;
  }

  /** Whether this frame belongs to it; numbers never go back. */
  boolean hits(long index) {
    if (share.correlation() == 0) {
      return die.hits(index, share.probability());
    }
    for (; stepped <= index; stepped++) {
      hit = die.hits(stepped, stepped == 0 ? share.probability() : afterTheLast());
    }
    return hit;
  }

  /** A chain of two states with this share and this correlation between neighbours. */
  private double afterTheLast() {
    double unlike = 1 - share.correlation();
    return share.probability() * unlike + (hit ? share.correlation() : 0);
  }
}
