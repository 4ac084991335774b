package io.mtlab.simulator.network.frame;

import io.mtlab.mtproto.machine.Time;
import io.mtlab.simulator.network.Bounds;
import io.mtlab.simulator.network.FrameStage;
import io.mtlab.simulator.network.Next;
import io.mtlab.simulator.network.Site;
import io.mtlab.simulator.network.Unit;
import java.util.ArrayList;
import java.util.List;

/**
 * Some frames are overtaken: held until {@code gap} later ones have passed, or {@code window}
 * nanoseconds are over. A held frame does not count as passed. At the end of the stream what is
 * held comes first.
 */
public final class Reorder implements FrameStage {
  /** A connection holds at most so many frames; when it does, no other is picked. */
  public static final int HELD_FRAMES_MAX = 1024;

  /**
   * Which frames are held, and for how long.
   *
   * @param share how many
   * @param gap frames, at least 1
   * @param window nanoseconds, at least 1
   */
  public record Settings(Share share, int gap, long window) {
    /** Checks the ranges. */
    public Settings {
      if (gap < 1) {
        throw new IllegalArgumentException("the gap must be at least 1 frame, not " + gap);
      }
      if (window < 1) {
        throw new IllegalArgumentException("the window must be longer than 0");
      }
    }

    /** Of each frame. */
    public double probability() {
      return share.probability();
    }

    /** Each frame for itself. */
    public Settings(double probability, int gap, long window) {
      this(Share.of(probability), gap, window);
    }
  }

  private final Site site;
  private final List<Held> held = new ArrayList<>(0);
  private final Picks picks;
  private final Settings settings;
  private int bytes;

  /** With nothing held. */
  public Reorder(Settings settings, Site site) {
    this.settings = settings;
    this.picks = new Picks(settings.share, site.die());
    this.site = site;
  }

  @Override
  public int rank() {
    return 5;
  }

  @Override
  public void take(Unit unit, long now, Next next) {
    switch (unit) {
      case Unit.Frame frame when isHit(frame, now) -> {
        held.add(new Held(frame, settings.gap, Bounds.plus(now, settings.window)));
        bytes += frame.size();
        site.decided(frame.index(), 0, now);
      }
      case Unit.Frame frame -> {
        next.take(frame, now);
        overtaken(now, next);
      }
      case Unit.Chunk chunk -> next.take(chunk, now);
      case Unit.End end -> {
        release(now, next);
        next.take(end, now);
      }
    }
  }

  @Override
  public void wake(long now, Next next) {
    for (int i = 0; i < held.size(); ) {
      if (held.get(i).until <= now) {
        next.take(remove(i), now);
      } else {
        i++;
      }
    }
  }

  @Override
  public long nextWake() {
    long earliest = Time.NEVER;
    for (int i = 0; i < held.size(); i++) {
      earliest = Math.min(earliest, held.get(i).until);
    }
    return earliest;
  }

  @Override
  public int heldBytes() {
    return bytes;
  }

  @Override
  public void release(long now, Next next) {
    while (!held.isEmpty()) {
      next.take(remove(0), now);
    }
  }

  private boolean isHit(Unit.Frame frame, long now) {
    return site.hits(picks.hits(frame.index()), frame, now) && held.size() < HELD_FRAMES_MAX;
  }

  private void overtaken(long now, Next next) {
    for (int i = 0; i < held.size(); ) {
      Held one = held.get(i);
      one.toPass--;
      if (one.toPass == 0) {
        next.take(remove(i), now);
      } else {
        i++;
      }
    }
  }

  private Unit.Frame remove(int i) {
    Unit.Frame frame = held.remove(i).frame;
    bytes -= frame.size();
    return frame;
  }

  private static final class Held {
    final Unit.Frame frame;
    final long until;
    int toPass;

    Held(Unit.Frame frame, int toPass, long until) {
      this.frame = frame;
      this.toPass = toPass;
      this.until = until;
    }
  }
}
