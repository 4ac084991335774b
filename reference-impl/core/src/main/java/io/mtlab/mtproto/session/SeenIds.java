package io.mtlab.mtproto.session;

import java.util.Arrays;

/**
 * The message ids that a side has received, in order, with their sequence numbers: what is among
 * them came before, and what is lower than all of them is too old to tell.
 *
 * <p>The last {@link #CAPACITY} are remembered in any case, and more while they are young: a
 * message that was lost is sent again with its old id, and must not be taken for too old only
 * because much else came meanwhile.
 *
 * @see <a href="https://core.telegram.org/mtproto/security_guidelines">checking msg_id</a>
 */
public final class SeenIds {
  /** How many ids are remembered at least; TDLib keeps 1,000 to 2,000, Telethon 500. */
  public static final int CAPACITY = 1000;

  /** How many are remembered at most, in 384 KiB: those of 300 s at a hundred a second. */
  public static final int YOUNG_MAX = 1 << 15;

  /** Ids of so much before the highest are young, as long as a message may be on its way. */
  static final long YOUNG = MessageId.AGE_MAX;

  /** No message stands on that side. */
  public static final int NONE = -1;

  private static final int FIRST_ROOM = 8;

  /** Up to here room is doubled; a session that is busy for long is left a quarter to spare. */
  private static final int ROOM_DOUBLED_TO = 512;

  private final int capacity;
  private final int most;
  private long[] ids = new long[FIRST_ROOM];
  private int[] seqNos = new int[FIRST_ROOM];

  /** Where the lowest stands: what was forgotten before it makes room from time to time. */
  private int first;

  private int end;
  private boolean forgot;

  public SeenIds() {
    this(CAPACITY, YOUNG_MAX);
  }

  /** Remembers so many, young or not. */
  public SeenIds(int capacity) {
    this(capacity, capacity);
  }

  private SeenIds(int capacity, int most) {
    this.capacity = capacity;
    this.most = most;
  }

  /** What is known of an id. */
  public enum Verdict {
    NEW,
    KNOWN,
    TOO_OLD
  }

  public Verdict check(long id) {
    if (first == end || id > ids[end - 1]) {
      return Verdict.NEW;
    }
    if (id < ids[first] && forgot) {
      return Verdict.TOO_OLD;
    }
    return Arrays.binarySearch(ids, first, end, id) >= 0 ? Verdict.KNOWN : Verdict.NEW;
  }

  /** Remembers an id that was {@link Verdict#NEW}; forgets the lowest that there is no room for. */
  public void add(long id, int seqNo) {
    if (check(id) != Verdict.NEW) {
      return;
    }
    makeRoom();
    int at = position(id);
    System.arraycopy(ids, at, ids, at + 1, end - at);
    System.arraycopy(seqNos, at, seqNos, at + 1, end - at);
    end++;
    ids[at] = id;
    seqNos[at] = seqNo;
    while (end - first > capacity && (end - first > most || !isYoung(ids[first]))) {
      first++;
      forgot = true;
    }
  }

  private boolean isYoung(long id) {
    return MessageId.time(ids[end - 1]) - MessageId.time(id) <= YOUNG;
  }

  private void makeRoom() {
    if (end < ids.length) {
      return;
    }
    int size = end - first;
    int spare = size < ROOM_DOUBLED_TO ? size : size / 4;
    int room = size > ids.length - ids.length / 4 ? size + spare : ids.length;
    long[] from = ids;
    int[] numbers = seqNos;
    ids = room == from.length ? from : new long[room];
    seqNos = room == from.length ? numbers : new int[room];
    System.arraycopy(from, first, ids, 0, size);
    System.arraycopy(numbers, first, seqNos, 0, size);
    first = 0;
    end = size;
  }

  /** The sequence number of a known message. */
  public int seqNoOf(long id) {
    return seqNos[position(id)];
  }

  /** The sequence number of the nearest message with a lower id, or {@link #NONE}. */
  public int seqNoBelow(long id) {
    int at = position(id);
    return at == first ? NONE : seqNos[at - 1];
  }

  /** The sequence number of the nearest message with a higher id, or {@link #NONE}. */
  public int seqNoAbove(long id) {
    int at = position(id);
    int above = at < end && ids[at] == id ? at + 1 : at;
    return above == end ? NONE : seqNos[above];
  }

  private int position(long id) {
    if (first == end || id > ids[end - 1]) {
      return end;
    }
    int found = Arrays.binarySearch(ids, first, end, id);
    return found >= 0 ? found : -found - 1;
  }

  public boolean isEmpty() {
    return first == end;
  }

  /** The lowest id that is remembered; 0 if there is none. */
  public long lowest() {
    return first == end ? 0 : ids[first];
  }

  /** The highest id that is remembered; 0 if there is none. */
  public long highest() {
    return first == end ? 0 : ids[end - 1];
  }
}
