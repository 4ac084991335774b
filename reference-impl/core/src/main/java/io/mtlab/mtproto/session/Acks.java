package io.mtlab.mtproto.session;

import io.mtlab.mtproto.machine.Time;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Ids of received messages that wait to be acknowledged: with the next frame that goes out anyway,
 * after {@link #DELAY}, or when more than {@link #WAITING_MAX} wait.
 *
 * @see <a href="https://core.telegram.org/mtproto/service_messages_about_messages">msgs_ack</a>
 */
public final class Acks {
  /** The most ids in one message; TDLib and mtcute both cut there. */
  public static final int IDS_MAX = 8192;

  /** How long an acknowledgment waits for company; the documentation allows 60 s and more. */
  public static final long DELAY = 500 * Time.MILLISECOND;

  /** More than this are acknowledged at once. */
  public static final int WAITING_MAX = 16;

  /** More are not kept: the peer sends again what stays unacknowledged. */
  static final int KEPT_MAX = 4 * IDS_MAX;

  private long[] ids = new long[4];
  private int size;
  private long due = Time.NEVER;

  public void add(long id, long now) {
    if (contains(id)) {
      return;
    }
    if (size == KEPT_MAX) {
      return;
    }
    if (size == ids.length) {
      ids = Arrays.copyOf(ids, 2 * size);
    }
    ids[size++] = id;
    if (size > WAITING_MAX) {
      due = now;
    } else if (due == Time.NEVER) {
      due = now + DELAY;
    }
  }

  /** Whether this one waits. */
  public boolean contains(long id) {
    for (int i = 0; i < size; i++) {
      if (ids[i] == id) {
        return true;
      }
    }
    return false;
  }

  /** An answer acknowledges its query by itself. */
  public void remove(long id) {
    for (int i = 0; i < size; i++) {
      if (ids[i] == id) {
        System.arraycopy(ids, i + 1, ids, i, --size - i);
        break;
      }
    }
    if (size == 0) {
      due = Time.NEVER;
    }
  }

  public boolean isEmpty() {
    return size == 0;
  }

  /** When they are to go out even if nothing else does. */
  public long due() {
    return due;
  }

  /** Takes all that wait, in lists of {@link #IDS_MAX} at most: one message for each. */
  public List<List<Long>> take() {
    List<List<Long>> taken = new ArrayList<>(1);
    for (int from = 0; from < size; from += IDS_MAX) {
      int to = Math.min(from + IDS_MAX, size);
      taken.add(Arrays.stream(ids, from, to).boxed().toList());
    }
    size = 0;
    due = Time.NEVER;
    return taken;
  }
}
