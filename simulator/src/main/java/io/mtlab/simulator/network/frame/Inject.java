package io.mtlab.simulator.network.frame;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.simulator.network.FrameStage;
import io.mtlab.simulator.network.Next;
import io.mtlab.simulator.network.Site;
import io.mtlab.simulator.network.Unit;

/**
 * Frames that nobody sent come behind some others. They are given as they stand on the wire, with
 * the transport's header; what depends on the place in the stream (numbers, masks, records) is made
 * anew like that of any other.
 */
public final class Inject implements FrameStage {
  /** The largest that is taken: four times what the longest error or query needs. */
  public static final int BYTES_MAX = 64 * 1024;

  private final Bytes unit;
  private final Picks picks;
  private final Site site;

  /** Puts these bytes behind a share of the frames. */
  public Inject(Bytes unit, Share share, Site site) {
    if (unit.isEmpty() || unit.size() > BYTES_MAX) {
      throw new IllegalArgumentException("from 1 to " + BYTES_MAX + " bytes can be injected");
    }
    this.unit = unit;
    this.picks = new Picks(share, site.die());
    this.site = site;
  }

  @Override
  public int rank() {
    return 6;
  }

  @Override
  public void take(Unit passing, long now, Next next) {
    next.take(passing, now);
    if (passing instanceof Unit.Frame frame && site.hits(picks.hits(frame.index()), frame, now)) {
      site.decided(frame.index(), 0, now);
      next.take(frame.with(unit), now);
    }
  }
}
