package io.mtlab.mtproto.session;

import java.util.Arrays;

/**
 * The message ids that a side has received, the last {@link #CAPACITY} of them in order, with their
 * sequence numbers: what is among them came before, and what is lower than all of them is too old
 * to tell.
 *
 * @see <a href="https://core.telegram.org/mtproto/security_guidelines">checking msg_id</a>
 */
public final class SeenIds {
  /** How many ids are remembered; TDLib keeps 1,000 to 2,000, Telethon 500. */
  public static final int CAPACITY = 1000;

  /** No message stands on that side. */
  public static final int NONE = -1;

  private static final int FIRST_ROOM = 8;

  private final int capacity;
  private long[] ids = new long[FIRST_ROOM];
  private int[] seqNos = new int[FIRST_ROOM];
  private int size;

  public SeenIds() {
    this(CAPACITY);
  }

  public SeenIds(int capacity) {
    this.capacity = capacity;
  }

  /** What is known of an id. */
  public enum Verdict {
    NEW,
    KNOWN,
    TOO_OLD
  }

  public Verdict check(long id) {
    if (size == 0 || id > ids[size - 1]) {
      return Verdict.NEW;
    }
    if (size == capacity && id < ids[0]) {
      return Verdict.TOO_OLD;
    }
    return Arrays.binarySearch(ids, 0, size, id) >= 0 ? Verdict.KNOWN : Verdict.NEW;
  }

  /** Remembers an id that was {@link Verdict#NEW}; forgets the lowest if there is no room. */
  public void add(long id, int seqNo) {
    int at = -Arrays.binarySearch(ids, 0, size, id) - 1;
    if (at < 0 || (size == capacity && at == 0)) {
      return;
    }
    if (size == capacity) {
      System.arraycopy(ids, 1, ids, 0, at - 1);
      System.arraycopy(seqNos, 1, seqNos, 0, at - 1);
      at--;
    } else {
      makeRoom();
      System.arraycopy(ids, at, ids, at + 1, size - at);
      System.arraycopy(seqNos, at, seqNos, at + 1, size - at);
      size++;
    }
    ids[at] = id;
    seqNos[at] = seqNo;
  }

  private void makeRoom() {
    if (size == ids.length) {
      ids = Arrays.copyOf(ids, Math.min(capacity, 2 * size));
      seqNos = Arrays.copyOf(seqNos, ids.length);
    }
  }

  /** The sequence number of a known message. */
  public int seqNoOf(long id) {
    return seqNos[position(id)];
  }

  /** The sequence number of the nearest message with a lower id, or {@link #NONE}. */
  public int seqNoBelow(long id) {
    int at = position(id);
    return at == 0 ? NONE : seqNos[at - 1];
  }

  /** The sequence number of the nearest message with a higher id, or {@link #NONE}. */
  public int seqNoAbove(long id) {
    int at = position(id);
    int above = at < size && ids[at] == id ? at + 1 : at;
    return above == size ? NONE : seqNos[above];
  }

  private int position(long id) {
    int found = Arrays.binarySearch(ids, 0, size, id);
    return found >= 0 ? found : -found - 1;
  }

  public boolean isEmpty() {
    return size == 0;
  }

  /** The lowest id that is remembered; 0 if there is none. */
  public long lowest() {
    return size == 0 ? 0 : ids[0];
  }

  /** The highest id that is remembered; 0 if there is none. */
  public long highest() {
    return size == 0 ? 0 : ids[size - 1];
  }
}
