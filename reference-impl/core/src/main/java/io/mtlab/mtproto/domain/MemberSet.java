package io.mtlab.mtproto.domain;

import java.util.Arrays;

/**
 * The members of one channel, in the order in which they came: dense ids, and an open hash table of
 * places, 16 bytes for a member and no object. A snapshot costs nothing: who leaves is set to 0 in
 * the shared array, and the array is made anew when half of it is empty.
 */
final class MemberSet {
  private static final int PLACES_MIN = 16;

  private long[] ids = new long[PLACES_MIN / 2];

  /** Places in {@link #ids}, counted from 1; 0 is free. The size is a power of two. */
  private int[] table = new int[PLACES_MIN];

  private int end;
  private int count;

  int count() {
    return count;
  }

  boolean contains(long id) {
    return table[slotOf(id)] != 0;
  }

  /** Returns whether the user was no member before. */
  boolean add(long id) {
    if (id == 0) {
      throw new IllegalArgumentException("no user has the id 0");
    }
    if (contains(id)) {
      return false;
    }
    if (end == ids.length) {
      rebuild();
    }
    ids[end++] = id;
    table[slotOf(id)] = end;
    count++;
    return true;
  }

  /** Returns whether the user was a member. */
  boolean remove(long id) {
    int slot = slotOf(id);
    if (table[slot] == 0) {
      return false;
    }
    ids[table[slot] - 1] = 0;
    count--;
    free(slot);
    if (count < end / 2 && end > PLACES_MIN) {
      rebuild();
    }
    return true;
  }

  UserIds snapshot() {
    return UserIds.sharing(ids, end);
  }

  /** Linear probing: the slot of this id, or the free one where it would stand. */
  private int slotOf(long id) {
    int slot = home(id);
    while (table[slot] != 0 && ids[table[slot] - 1] != id) {
      slot = (slot + 1) & (table.length - 1);
    }
    return slot;
  }

  private int home(long id) {
    return (int) ((id * 0x9e37_79b9_7f4a_7c15L) >>> 32) & (table.length - 1);
  }

  /** Frees a slot and moves those behind it that it had pushed away. */
  private void free(int freed) {
    int hole = freed;
    table[hole] = 0;
    int slot = (hole + 1) & (table.length - 1);
    while (table[slot] != 0) {
      int home = home(ids[table[slot] - 1]);
      boolean stays = hole <= slot ? (hole < home && home <= slot) : (hole < home || home <= slot);
      if (!stays) {
        table[hole] = table[slot];
        table[slot] = 0;
        hole = slot;
      }
      slot = (slot + 1) & (table.length - 1);
    }
  }

  /** New arrays, so that snapshots keep theirs. */
  private void rebuild() {
    long[] before = ids;
    int size = Math.max(PLACES_MIN / 2, Integer.highestOneBit(Math.max(1, count)) * 2);
    ids = new long[size];
    table = new int[size * 2];
    int last = end;
    end = 0;
    for (long id : Arrays.copyOf(before, last)) {
      if (id != 0) {
        ids[end++] = id;
        table[slotOf(id)] = end;
      }
    }
  }
}
