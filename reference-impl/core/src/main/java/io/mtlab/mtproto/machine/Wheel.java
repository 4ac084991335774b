package io.mtlab.mtproto.machine;

import java.util.Arrays;

/**
 * Alarms by number, earliest first: a hierarchical timing wheel on primitive arrays, exact to the
 * nanosecond. Eight levels of 256 slots cover all times; a deadline lies in the level of the
 * highest byte in which it differs from the wheel's own time, and falls towards level 0 as that
 * time comes nearer. Among equal deadlines the one that was set first comes first: a slot's list
 * keeps its order when it falls, and a lower slot can be filled directly only after it fell.
 *
 * <p>Setting an alarm anew is nearly free when it moves to a later time, as a resend timer does at
 * every message: the deadline changes where it lies, and the wheel finds out when it gets there
 * (after which it counts among equals as set then). The price is that {@link #nextWake()} may be
 * too early, never too late.
 *
 * <p>One wheel takes 25 KB, and 26 bytes for each alarm: it is meant for a shard with many
 * sessions. Use by one thread.
 */
public final class Wheel {
  /** What {@link #poll} says when nothing is due. */
  public static final int NONE = -1;

  private static final int LEVEL_BITS = 8;
  private static final int LEVEL_SLOTS = 1 << LEVEL_BITS;
  private static final int LEVEL_WORDS = LEVEL_SLOTS / Long.SIZE;
  private static final int LEVELS = Long.SIZE / LEVEL_BITS;
  private static final int NOWHERE = -1;
  private static final int CAPACITY_MIN = 16;

  /** The heads of circular lists, by level and slot; {@link #NONE} for an empty one. */
  private final int[] head = new int[LEVELS * LEVEL_SLOTS];

  /** For each slot a time at or before its earliest deadline. */
  private final long[] earliest = new long[LEVELS * LEVEL_SLOTS];

  /** A bit for each slot that is not empty. */
  private final long[] occupied = new long[LEVELS * LEVEL_WORDS];

  /** How many slots of each level are not empty. */
  private final int[] slotsUsed = new int[LEVELS];

  private long[] due = new long[CAPACITY_MIN];
  private int[] next = new int[CAPACITY_MIN];
  private int[] previous = new int[CAPACITY_MIN];
  private short[] place = new short[CAPACITY_MIN];

  /** Up to here everything was polled; all that is set lies here or later. */
  private long base;

  private int size;

  /** An empty wheel; {@code now} is the earliest time it will hear of. */
  public Wheel(long now) {
    base = now;
    Arrays.fill(head, NONE);
    Arrays.fill(place, (short) NOWHERE);
  }

  /**
   * Sets the alarm {@code handle}, or moves it. A time that has passed is due at once.
   *
   * @param handle the caller's own number, from 0; the arrays grow to the highest one
   * @param at nanoseconds since the epoch; {@link Time#NEVER} takes the alarm out
   */
  public void set(int handle, long at) {
    if (at == Time.NEVER) {
      cancel(handle);
      return;
    }
    if (handle >= place.length) {
      grow(handle);
    }
    int slot = place[handle];
    if (slot != NOWHERE) {
      if (at >= start(slot)) {
        due[handle] = at;
        earliest[slot] = Math.min(earliest[slot], at);
        return;
      }
      unlink(handle, slot);
    }
    due[handle] = at;
    link(handle);
  }

  /** Takes the alarm out. Says whether it was set. */
  public boolean cancel(int handle) {
    if (!isSet(handle)) {
      return false;
    }
    unlink(handle, place[handle]);
    return true;
  }

  /** Whether the alarm is set and was not polled since. */
  public boolean isSet(int handle) {
    return handle < place.length && place[handle] != NOWHERE;
  }

  /** When the alarm is due; {@link Time#NEVER} if it is not set. */
  public long at(int handle) {
    return isSet(handle) ? due[handle] : Time.NEVER;
  }

  /** How many alarms are set. */
  public int size() {
    return size;
  }

  /**
   * A time at or before the earliest deadline, {@link Time#NEVER} if none is set. Polling at this
   * time finds the alarm, or brings a later time here.
   */
  public long nextWake() {
    return size == 0 ? Time.NEVER : earliest[firstSlot()];
  }

  /**
   * Takes out the earliest alarm that is due, and gives its number; {@link #NONE} if there is none.
   *
   * @param now never earlier than at the calls before
   */
  public int poll(long now) {
    while (size > 0) {
      int slot = firstSlot();
      if (earliest[slot] > now) {
        return NONE;
      }
      base = Math.max(base, start(slot));
      int first = head[slot];
      if (next[first] == first || slot < LEVEL_SLOTS) {
        if (due[first] <= Math.min(now, end(slot))) {
          base = Math.max(base, due[first]);
          unlink(first, slot);
          return first;
        }
      }
      fall(slot);
    }
    if (now != Time.NEVER) {
      base = Math.max(base, now);
    }
    return NONE;
  }

  /** The time of the alarm that {@link #poll} just gave, never before those it gave earlier. */
  public long reached() {
    return base;
  }

  /** Puts everything of a slot where it belongs now that the slot's time has come. */
  private void fall(int slot) {
    int first = head[slot];
    int last = previous[first];
    empty(slot);
    int handle = first;
    boolean more = true;
    while (more) {
      int following = next[handle];
      more = handle != last;
      size--;
      link(handle);
      handle = following;
    }
  }

  private void link(int handle) {
    long at = Math.max(due[handle], base);
    long difference = at ^ base;
    int level =
        difference == 0 ? 0 : (Long.SIZE - 1 - Long.numberOfLeadingZeros(difference)) / LEVEL_BITS;
    int index = (int) (at >>> (level * LEVEL_BITS)) & (LEVEL_SLOTS - 1);
    int slot = level * LEVEL_SLOTS + index;
    int first = head[slot];
    if (first == NONE) {
      head[slot] = handle;
      next[handle] = handle;
      previous[handle] = handle;
      earliest[slot] = at;
      occupied[slot / Long.SIZE] |= 1L << slot;
      slotsUsed[level]++;
    } else {
      int last = previous[first];
      next[last] = handle;
      previous[handle] = last;
      next[handle] = first;
      previous[first] = handle;
      earliest[slot] = Math.min(earliest[slot], at);
    }
    place[handle] = (short) slot;
    size++;
  }

  private void unlink(int handle, int slot) {
    int after = next[handle];
    if (after == handle) {
      empty(slot);
    } else {
      int before = previous[handle];
      next[before] = after;
      previous[after] = before;
      if (head[slot] == handle) {
        head[slot] = after;
      }
    }
    place[handle] = NOWHERE;
    size--;
  }

  private void empty(int slot) {
    head[slot] = NONE;
    occupied[slot / Long.SIZE] &= ~(1L << slot);
    slotsUsed[slot / LEVEL_SLOTS]--;
  }

  /** The slot with the earliest deadlines; there must be one. */
  private int firstSlot() {
    int level = 0;
    while (slotsUsed[level] == 0) {
      level++;
    }
    int word = level * LEVEL_WORDS;
    while (occupied[word] == 0) {
      word++;
    }
    return word * Long.SIZE + Long.numberOfTrailingZeros(occupied[word]);
  }

  /** The first nanosecond of a slot. */
  private long start(int slot) {
    int level = slot / LEVEL_SLOTS;
    int shift = level * LEVEL_BITS;
    long above = (base >>> shift) & -LEVEL_SLOTS;
    return (above | slot % LEVEL_SLOTS) << shift;
  }

  /** The last nanosecond of a slot. */
  private long end(int slot) {
    long width = 1L << ((slot / LEVEL_SLOTS) * LEVEL_BITS);
    return start(slot) | (width - 1);
  }

  private void grow(int handle) {
    int before = place.length;
    int capacity = Math.max(handle + 1, before + (before >> 1));
    due = Arrays.copyOf(due, capacity);
    next = Arrays.copyOf(next, capacity);
    previous = Arrays.copyOf(previous, capacity);
    place = Arrays.copyOf(place, capacity);
    Arrays.fill(place, before, capacity, (short) NOWHERE);
  }
}
