package io.mtlab.simulator.time;

import io.mtlab.mtproto.machine.Time;
import io.mtlab.mtproto.machine.Wheel;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A virtual clock and what is to happen. The order is exact: by time, and at the same time by the
 * order of scheduling. One thread uses it.
 *
 * <p>Scheduling makes no object beside the happening itself: what is pending lies in arrays, 34
 * bytes for each.
 */
public final class Timeline {
  /** When every virtual run begins: 2026-01-01T00:00:00Z, in nanoseconds since the Unix epoch. */
  public static final long EPOCH = 1_767_225_600L * Time.SECOND;

  /** A handle that belongs to nothing. */
  public static final long NO_HANDLE = -1;

  private static final int CAPACITY_MIN = 16;
  private static final long SLOT_MASK = 0xffff_ffffL;

  private final Wheel wheel = new Wheel(EPOCH);
  private @Nullable Happening[] happenings = new @Nullable Happening[CAPACITY_MIN];

  /** How often a slot was used before: a handle of an earlier use is no longer good. */
  private int[] uses = new int[CAPACITY_MIN];

  private int[] nextFree = new int[CAPACITY_MIN];
  private int firstFree = Wheel.NONE;
  private int slotsUsed;
  private long now = EPOCH;
  private long happened;

  /** The present: nanoseconds since the Unix epoch. */
  public long now() {
    return now;
  }

  /** How many happenings have happened. */
  public long happened() {
    return happened;
  }

  /** How many are still to happen. */
  public int pending() {
    return wheel.size();
  }

  /**
   * Has something happen at a time, behind all that was scheduled for the same time before.
   *
   * @param at not before {@link #now()}
   * @return a handle for {@link #cancel}; never used again
   */
  public long schedule(long at, Happening happening) {
    if (at < now) {
      throw new IllegalArgumentException((now - at) + " ns in the past");
    }
    if (at == Time.NEVER) {
      return NO_HANDLE;
    }
    int slot = freeSlot();
    happenings[slot] = happening;
    wheel.set(slot, at);
    return (long) uses[slot] << Integer.SIZE | slot;
  }

  /** Takes a happening out. Says whether it was still to happen. */
  public boolean cancel(long handle) {
    int slot = (int) (handle & SLOT_MASK);
    if (handle == NO_HANDLE || uses[slot] != (int) (handle >>> Integer.SIZE)) {
      return false;
    }
    if (!wheel.cancel(slot)) {
      return false;
    }
    free(slot);
    return true;
  }

  /**
   * Goes on to the next happening and lets it happen, if there is one up to {@code limit};
   * otherwise goes on to {@code limit}. Says whether something happened.
   */
  public boolean step(long limit) {
    int slot = wheel.poll(limit);
    if (slot == Wheel.NONE) {
      if (limit != Time.NEVER) {
        now = Math.max(now, limit);
      }
      return false;
    }
    now = wheel.reached();
    Happening happening = happenings[slot];
    free(slot);
    if (happening == null) {
      throw new IllegalStateException("nothing in slot " + slot);
    }
    happened++;
    happening.happen(now);
    return true;
  }

  private int freeSlot() {
    int slot = firstFree;
    if (slot != Wheel.NONE) {
      firstFree = nextFree[slot];
      return slot;
    }
    if (slotsUsed == uses.length) {
      int capacity = slotsUsed + (slotsUsed >> 1);
      happenings = Arrays.copyOf(happenings, capacity);
      uses = Arrays.copyOf(uses, capacity);
      nextFree = Arrays.copyOf(nextFree, capacity);
    }
    return slotsUsed++;
  }

  private void free(int slot) {
    happenings[slot] = null;
    uses[slot] = (uses[slot] + 1) & Integer.MAX_VALUE;
    nextFree[slot] = firstFree;
    firstFree = slot;
  }
}
