package io.mtlab.simulator.network;

import io.mtlab.mtproto.machine.Time;

/**
 * One fault in one direction of one connection. It hands on none, one or several units for each
 * that it takes, at once or at a later {@link #wake}; what is late it holds itself. The stage
 * behind sees only what this one hands on. One thread at a time calls it, with a {@code now} that
 * never goes back.
 *
 * <p>Without more than {@link #take} a stage holds nothing. After a stage has handed on an {@link
 * Unit.End} it hands on nothing more.
 */
public interface Stage {
  /** From this many held bytes on a stage is {@link #full}. */
  int HELD_BYTES_MAX = 64 * 1024;

  /** Takes the next unit of its direction. */
  void take(Unit unit, long now, Next next);

  /** Hands on what is due at {@code now}; called at or after {@link #nextWake()}. */
  default void wake(long now, Next next) {}

  /** When this stage has something to do, or {@link Time#NEVER}. */
  default long nextWake() {
    return Time.NEVER;
  }

  /** The bytes of the units that wait here. */
  default int heldBytes() {
    return 0;
  }

  /** Whether the source should pause until less waits here; what is taken all the same is held. */
  default boolean full() {
    return heldBytes() >= HELD_BYTES_MAX;
  }

  /** The stage is being removed: hands on at once, in order, what waits here. */
  default void release(long now, Next next) {}
}
