package io.mtlab.simulator.network.frame;

import io.mtlab.simulator.network.FrameStage;
import io.mtlab.simulator.network.Next;
import io.mtlab.simulator.network.Site;
import io.mtlab.simulator.network.Unit;

/** Some frames arrive twice, the second time right behind the first. */
public final class Duplicate implements FrameStage {
  private final Site site;
  private final Picks picks;

  /** Repeats nothing but frames. */
  public Duplicate(Share share, Site site) {
    this.picks = new Picks(share, site.die());
    this.site = site;
  }

  @Override
  public int rank() {
    return 3;
  }

  @Override
  public void take(Unit unit, long now, Next next) {
    next.take(unit, now);
    if (unit instanceof Unit.Frame frame && site.hits(picks.hits(frame.index()), frame, now)) {
      site.decided(frame.index(), 0, now);
      next.take(unit, now);
    }
  }
}
