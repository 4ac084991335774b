package io.mtlab.mtproto.tl;

/** From the numbers on the wire to their places in a list. Open addressing, never changed. */
final class TlTable {
  /** What {@link #placeOf} says of a number that is not there. */
  static final int NOWHERE = -1;

  private final int[] ids;

  /** The place plus one, so that zero is a free slot. */
  private final int[] places;

  /** The numbers of one list behind those of the other. */
  TlTable(int[]... lists) {
    int count = 0;
    for (int[] list : lists) {
      count += list.length;
    }
    // At least half of the slots are free, so that an unknown number is soon known to be one.
    int slots = Integer.highestOneBit(Math.max(1, count)) << 2;
    ids = new int[slots];
    places = new int[slots];
    int place = 0;
    for (int[] list : lists) {
      for (int id : list) {
        add(id, ++place);
      }
    }
  }

  private void add(int id, int place) {
    int slot = slot(id);
    if (places[slot] != 0) {
      throw new IllegalArgumentException("#%08x stands there twice".formatted(id));
    }
    ids[slot] = id;
    places[slot] = place;
  }

  /** The number's place among all of them, counted from 0, or {@link #NOWHERE}. */
  int placeOf(int id) {
    return places[slot(id)] - 1;
  }

  /** Where this number stands, or the free slot where it belongs. */
  private int slot(int id) {
    int mask = ids.length - 1;
    // The numbers are checksums: their low bits are as good as any hash.
    int slot = id & mask;
    while (places[slot] != 0 && ids[slot] != id) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }
}
