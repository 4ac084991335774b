package io.mtlab.simulator.network.frame;

import io.mtlab.simulator.network.FrameStage;
import io.mtlab.simulator.network.Next;
import io.mtlab.simulator.network.Site;
import io.mtlab.simulator.network.Unit;

/** Some frames never arrive, as a {@link LossModel} says. */
public final class Loss implements FrameStage {
  /** Any number of frames may be lost in a row. */
  public static final int NO_MOST = Integer.MAX_VALUE;

  private final Site site;
  private final LossSteps steps;
  private final int most;
  private int inARow;
  private long last = -1;

  /**
   * Loses nothing but frames.
   *
   * @param most so many frames in a row are lost at the most
   */
  public Loss(LossModel model, int most, Site site) {
    this.steps = new LossSteps(model, site.die());
    this.most = most;
    this.site = site;
  }

  /**
   * Each with the same probability, whatever happened to others.
   *
   * @param probability from 0 to 1
   */
  public Loss(double probability, Site site) {
    this(new LossModel.Random(Share.of(probability)), NO_MOST, site);
  }

  @Override
  public int rank() {
    return 1;
  }

  @Override
  public void take(Unit unit, long now, Next next) {
    if (unit instanceof Unit.Frame frame && isLost(frame, now)) {
      site.decided(frame.index(), 0, now);
    } else {
      next.take(unit, now);
    }
  }

  private boolean isLost(Unit.Frame frame, long now) {
    boolean lost = site.hits(steps.loses(frame.index(), now), frame, now);
    if (!lost || frame.index() != last + 1) {
      inARow = 0;
    }
    lost = lost && inARow < most;
    if (lost) {
      inARow++;
      last = frame.index();
    }
    return lost;
  }
}
