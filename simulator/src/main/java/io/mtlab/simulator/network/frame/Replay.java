package io.mtlab.simulator.network.frame;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.machine.Time;
import io.mtlab.simulator.network.Bounds;
import io.mtlab.simulator.network.FrameStage;
import io.mtlab.simulator.network.Next;
import io.mtlab.simulator.network.Shelf;
import io.mtlab.simulator.network.Site;
import io.mtlab.simulator.network.Unit;
import io.mtlab.simulator.network.Waiting;

/**
 * Some frames come a second time: a while later on the same connection, or on the same node's next
 * one in front of its second frame. An attacker who recorded them does this, and so does nobody
 * else, so whoever receives them must notice.
 */
public final class Replay implements FrameStage {
  /**
   * Which frames come again, and when.
   *
   * @param share how many
   * @param after nanoseconds later, on the same connection
   * @param onNext on the node's next connection instead
   */
  public record Settings(Share share, long after, boolean onNext) {}

  /** A connection keeps so many bytes for later; when it does, nothing more comes again. */
  private static final int KEPT_BYTES_MAX = 1024 * 1024;

  private final Settings settings;
  private final Picks picks;
  private final Shelf shelf;
  private final Site site;
  private final Waiting kept = new Waiting();
  private boolean ended;

  /** Repeats nothing but frames. */
  public Replay(Settings settings, Shelf shelf, Site site) {
    this.settings = settings;
    this.picks = new Picks(settings.share, site.die());
    this.shelf = shelf;
    this.site = site;
  }

  @Override
  public int rank() {
    return 4;
  }

  @Override
  public void take(Unit unit, long now, Next next) {
    wake(now, next);
    if (!(unit instanceof Unit.Frame frame)) {
      ended = unit instanceof Unit.End;
      next.take(unit, now);
      return;
    }
    if (settings.onNext && frame.index() == 1) {
      for (Bytes bytes : shelf.take(site)) {
        next.take(frame.with(bytes), now);
      }
    }
    next.take(unit, now);
    if (site.hits(picks.hits(frame.index()), frame, now) && keep(frame, now)) {
      site.decided(frame.index(), settings.onNext ? 0 : settings.after, now);
    }
  }

  private boolean keep(Unit.Frame frame, long now) {
    if (settings.onNext) {
      return shelf.put(site, frame.bytes());
    }
    if (kept.bytes() + frame.size() > KEPT_BYTES_MAX) {
      return false;
    }
    kept.add(frame, Bounds.plus(now, settings.after));
    return true;
  }

  @Override
  public void wake(long now, Next next) {
    while (!ended && kept.firstTime() <= now) {
      next.take(kept.remove(), now);
    }
  }

  @Override
  public long nextWake() {
    return ended ? Time.NEVER : kept.firstTime();
  }

  /** What is kept has passed already: nobody waits for it, and it holds up nobody. */
  @Override
  public void release(long now, Next next) {
    kept.clear();
  }
}
