package io.mtlab.mtproto.tl;

import org.jspecify.annotations.Nullable;

/** From a number on the wire to the reader of what follows it. Open addressing, never removed. */
public final class TlTable {
  private int[] ids = new int[64];
  private @Nullable TlRead<? extends TlObject>[] reads = table(64);
  private int size;

  TlTable() {}

  /** Adds a reader that begins behind the number. */
  public void add(int id, TlRead<? extends TlObject> read) {
    if (2 * (size + 1) > ids.length) {
      grow();
    }
    int slot = slot(id);
    if (reads[slot] != null) {
      throw new IllegalStateException("two readers for #%08x".formatted(id));
    }
    ids[slot] = id;
    reads[slot] = read;
    size++;
  }

  @Nullable TlRead<? extends TlObject> get(int id) {
    return reads[slot(id)];
  }

  /** Where this number stands, or the free slot where it belongs. */
  private int slot(int id) {
    int mask = ids.length - 1;
    // The numbers are checksums: their low bits are as good as any hash.
    int slot = id & mask;
    while (reads[slot] != null && ids[slot] != id) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private void grow() {
    int[] oldIds = ids;
    @Nullable TlRead<? extends TlObject>[] oldReads = reads;
    ids = new int[2 * oldIds.length];
    reads = table(2 * oldIds.length);
    for (int old = 0; old < oldIds.length; old++) {
      if (oldReads[old] != null) {
        int slot = slot(oldIds[old]);
        ids[slot] = oldIds[old];
        reads[slot] = oldReads[old];
      }
    }
  }

  @SuppressWarnings("unchecked") // Java has no arrays of generic types.
  private static @Nullable TlRead<? extends TlObject>[] table(int size) {
    return (@Nullable TlRead<? extends TlObject>[]) new TlRead<?>[size];
  }
}
