package io.mtlab.simulator.network.stream;

import io.mtlab.mtproto.machine.Time;
import io.mtlab.simulator.network.Bounds;
import io.mtlab.simulator.network.Next;
import io.mtlab.simulator.network.Site;
import io.mtlab.simulator.network.Stage;
import io.mtlab.simulator.network.Unit;
import io.mtlab.simulator.network.Waiting;
import org.jspecify.annotations.Nullable;

/**
 * Every unit is late by {@code base}, give or take {@code jitter}, counted from its own arrival. A
 * stream keeps its order, so what is drawn short waits for what was sent before it; a datagram that
 * is drawn short overtakes what was sent before it, as in netem, unless it was told otherwise. An
 * end comes behind the data and is not late by itself, as Toxiproxy's latency does it.
 */
public final class Delay implements Stage {
  /**
   * How late.
   *
   * @param base nanoseconds
   * @param jitter nanoseconds: how far a uniform delay goes from its base, and the spread (standard
   *     deviation) of any other; no delay is ever under 0
   * @param distribution how delays lie around their base
   * @param correlation from 0 to 1: how much each is like the one before
   * @param ordered whether datagrams keep their order, too
   */
  public record Settings(
      long base, long jitter, Distribution distribution, double correlation, boolean ordered) {
    /** Checks the ranges. */
    public Settings {
      Bounds.probability(correlation);
    }

    /** Uniform, each drawn for itself; datagrams may overtake each other. */
    public Settings(long base, long jitter) {
      this(base, jitter, Distribution.UNIFORM, 0, false);
    }

    /** Without jitter; nothing overtakes anything, even if this changes. */
    static Settings steady(long base) {
      return new Settings(base, 0, Distribution.UNIFORM, 0, true);
    }
  }

  /** 1,024 chunks of 32 KiB may be on their way: a long line holds much. */
  private static final int HELD_BYTES_ON_THE_LINE_MAX = 32 * 1024 * 1024;

  private final Site site;
  private final Waiting waiting = new Waiting();

  /** Datagrams on their way; null as long as there was none. */
  private @Nullable Overtaking datagrams;

  private Settings settings;
  private Correlated draws;
  private long index;
  private long due = Time.NEVER;

  /** An empty line. */
  public Delay(Settings settings, Site site) {
    this.settings = settings;
    this.site = site;
    this.draws = new Correlated(site.die(), settings.correlation);
  }

  @Override
  public void take(Unit unit, long now, Next next) {
    if (unit instanceof Unit.Frame && !settings.ordered) {
      takeDatagram(unit, now, next);
      return;
    }
    if (unit instanceof Unit.End && waiting.isEmpty()) {
      next.take(unit, now);
      return;
    }
    boolean head = waiting.isEmpty();
    waiting.add(unit, now);
    if (head) {
      headArrived(now);
      wake(now, next);
    }
  }

  private void takeDatagram(Unit unit, long now, Next next) {
    Overtaking onTheirWay = datagrams == null ? new Overtaking() : datagrams;
    datagrams = onTheirWay;
    long delay = drawn();
    site.decided(index, delay, now);
    index++;
    onTheirWay.add(unit, Bounds.plus(now, delay));
    onTheirWay.leave(now, next);
  }

  @Override
  public void wake(long now, Next next) {
    if (datagrams != null) {
      datagrams.leave(now, next);
    }
    while (due <= now) {
      next.take(waiting.remove(), now);
      headArrived(now);
    }
  }

  /** The head leaves at once; all behind it are late by the new settings, from their arrival. */
  public void change(Settings to, long now, Next next) {
    settle(to);
    if (!waiting.isEmpty()) {
      due = now;
      wake(now, next);
    }
  }

  /** Counts for what arrives at the head from now on; what is on its way keeps its time. */
  public void settle(Settings to) {
    if (to.correlation != settings.correlation) {
      draws = new Correlated(site.die(), to.correlation);
    }
    settings = to;
  }

  @Override
  public long nextWake() {
    return datagrams == null ? due : Math.min(due, datagrams.firstDue());
  }

  @Override
  public int heldBytes() {
    return datagrams == null ? waiting.bytes() : waiting.bytes() + datagrams.bytes();
  }

  @Override
  public boolean full() {
    return heldBytes() >= HELD_BYTES_ON_THE_LINE_MAX;
  }

  @Override
  public void release(long now, Next next) {
    if (datagrams != null) {
      datagrams.leave(Time.NEVER, (unit, _) -> next.take(unit, now));
    }
    due = Time.NEVER;
    while (!waiting.isEmpty()) {
      next.take(waiting.remove(), now);
    }
  }

  private void headArrived(long now) {
    if (waiting.isEmpty()) {
      due = Time.NEVER;
    } else if (waiting.first() instanceof Unit.End) {
      due = now;
    } else {
      long delay = drawn();
      due = Bounds.plus(waiting.firstTime(), delay);
      site.decided(index, delay, now);
      index++;
    }
  }

  private long drawn() {
    if (settings.jitter == 0) {
      return Math.max(0, settings.base);
    }
    double side = settings.distribution.at(draws.next(index));
    long offset = (long) (side * settings.jitter);
    return Math.max(0, Bounds.plus(settings.base, offset));
  }
}
