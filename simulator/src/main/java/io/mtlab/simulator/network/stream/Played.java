package io.mtlab.simulator.network.stream;

import io.mtlab.mtproto.machine.Time;
import io.mtlab.simulator.network.Bounds;
import io.mtlab.simulator.network.Next;
import io.mtlab.simulator.network.Site;
import io.mtlab.simulator.network.Stage;
import io.mtlab.simulator.network.Unit;

/** A line that is as slow and as late as a recording says. What it loses is a matter of frames. */
public final class Played implements Stage {
  private final Recording recording;
  private final long epoch;
  private final Rate rate;
  private final Delay delay;
  private long due;

  /** Plays from {@code epoch} on. */
  public Played(Recording recording, long epoch, Site site, long now) {
    this.recording = recording;
    this.epoch = epoch;
    Recording.Row row = recording.at(now - epoch);
    this.rate = new Rate(row.bytesPerSecond());
    this.delay = new Delay(Delay.Settings.steady(row.delay()), site);
    this.due = nextChange(now);
  }

  @Override
  public void take(Unit unit, long now, Next next) {
    wake(now, next);
    rate.take(unit, now, (passed, at) -> delay.take(passed, at, next));
  }

  @Override
  public void wake(long now, Next next) {
    if (due <= now) {
      Recording.Row row = recording.at(now - epoch);
      delay.settle(Delay.Settings.steady(row.delay()));
      rate.pace(row.bytesPerSecond(), now);
      due = nextChange(now);
    }
    rate.wake(now, (passed, at) -> delay.take(passed, at, next));
    delay.wake(now, next);
  }

  private long nextChange(long now) {
    return Bounds.plus(epoch, recording.nextChange(now - epoch));
  }

  @Override
  public long nextWake() {
    long change = rate.heldBytes() > 0 ? due : Time.NEVER;
    return Math.min(change, Math.min(rate.nextWake(), delay.nextWake()));
  }

  @Override
  public int heldBytes() {
    return rate.heldBytes() + delay.heldBytes();
  }

  @Override
  public boolean full() {
    return rate.full() || delay.full();
  }

  @Override
  public void release(long now, Next next) {
    rate.release(now, (passed, at) -> delay.take(passed, at, next));
    delay.release(now, next);
  }
}
