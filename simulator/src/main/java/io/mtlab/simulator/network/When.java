package io.mtlab.simulator.network;

import org.jspecify.annotations.Nullable;

/** When a fault is there at all. Times are those of the network. */
public interface When {
  /** Whether it is there. */
  boolean isOn(long now);

  /** When this changes next, as far as the clock alone can say. */
  long nextChange(long now);

  /** From when on the fault's own times count; of meaning only while it is there. */
  long epoch();

  /** Grows when something besides the clock may have changed the answers. */
  int version();

  /** In these windows, which count from {@code epoch}. */
  static When of(Windows windows, long epoch) {
    return new ByClock(windows, epoch);
  }

  /**
   * While a phase is on, in windows that count from its beginning.
   *
   * @param phases null: there is no scenario, and no phase is ever on
   */
  static When during(String phase, @Nullable Phases phases, Windows windows) {
    return new InPhase(phase, phases == null ? new Phases() : phases, windows);
  }

  /** What the clock alone says. */
  record ByClock(Windows windows, long epoch) implements When {
    @Override
    public boolean isOn(long now) {
      return windows.isOn(now - epoch);
    }

    @Override
    public long nextChange(long now) {
      return Bounds.plus(epoch, windows.nextChange(now - epoch));
    }

    @Override
    public int version() {
      return 0;
    }
  }

  /** What a scenario says, too. */
  record InPhase(String phase, Phases phases, Windows windows) implements When {
    @Override
    public boolean isOn(long now) {
      long since = phases.since(phase);
      return since <= now && windows.isOn(now - since);
    }

    @Override
    public long nextChange(long now) {
      long since = phases.since(phase);
      return since > now ? since : Bounds.plus(since, windows.nextChange(now - since));
    }

    @Override
    public long epoch() {
      return phases.since(phase);
    }

    @Override
    public int version() {
      return phases.count();
    }
  }
}
