package io.mtlab.simulator.toxiproxy;

import io.mtlab.mtproto.machine.Time;
import io.mtlab.simulator.network.Next;
import io.mtlab.simulator.network.Site;
import io.mtlab.simulator.network.Stage;
import io.mtlab.simulator.network.Unit;
import io.mtlab.simulator.network.stream.Slice;
import io.mtlab.simulator.network.stream.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * A toxic in one connection: the stage of its type, or nothing if the toxicity was not drawn. It is
 * drawn when the connection meets the toxic, and again whenever the toxic changes.
 */
final class ToxicStage implements Stage {
  private final Site site;
  private final Site draws;
  private final boolean resets;
  private Toxic toxic;
  private long drawn;
  private @Nullable Stage stage;

  /**
   * Draws for the first time.
   *
   * @param site where the stage draws and records
   * @param draws where the toxicity is drawn
   * @param resets whether the connection was opened after the toxic was made
   */
  ToxicStage(Toxic toxic, Site site, Site draws, boolean resets, long now) {
    this.toxic = toxic;
    this.site = site;
    this.draws = draws;
    this.resets = resets;
    this.stage = isDrawn(now) ? newStage(now) : null;
  }

  /** Whether this cuts chunks, which then must not be joined again. */
  boolean slices() {
    return stage instanceof Slice;
  }

  /** Whether this wants the connection's ends to be resets. */
  boolean resets() {
    return resets && toxic.type() == ToxicType.RESET_PEER && stage != null;
  }

  void change(Toxic to, long now, Next next) {
    toxic = to;
    Stage before = stage;
    if (!isDrawn(now)) {
      stage = null;
      // What a timeout has swallowed is not missed as long as the toxic is there.
      if (before != null && !(before instanceof Timeout)) {
        before.release(now, next);
      }
    } else if (before == null) {
      stage = newStage(now);
    } else {
      ToxicType.change(before, to.values(), now, next);
    }
  }

  @Override
  public void take(Unit unit, long now, Next next) {
    if (stage == null) {
      next.take(unit, now);
    } else {
      stage.take(unit, now, next);
    }
  }

  @Override
  public void wake(long now, Next next) {
    if (stage != null) {
      stage.wake(now, next);
    }
  }

  @Override
  public long nextWake() {
    return stage == null ? Time.NEVER : stage.nextWake();
  }

  @Override
  public int heldBytes() {
    return stage == null ? 0 : stage.heldBytes();
  }

  @Override
  public boolean full() {
    return stage != null && stage.full();
  }

  @Override
  public void release(long now, Next next) {
    if (stage != null) {
      stage.release(now, next);
    }
  }

  private @Nullable Stage newStage(long now) {
    return toxic.type().stage(toxic.values(), site, resets, now);
  }

  private boolean isDrawn(long now) {
    boolean hit = draws.die().hits(drawn, toxic.toxicity());
    if (hit && toxic.toxicity() < 1) {
      draws.decided(drawn, 0, now);
    }
    drawn++;
    return hit;
  }
}
