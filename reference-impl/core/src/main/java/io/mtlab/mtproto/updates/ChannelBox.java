package io.mtlab.mtproto.updates;

import io.mtlab.mtproto.machine.Time;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The updates of one channel, put in order by pts: <a
 * href="https://core.telegram.org/api/updates#message-related-event-sequences">event sequences</a>.
 * An update that fits is handed on at once, one that was seen before never; one that lies beyond a
 * gap is kept for {@link #GAP_WAIT}, and then the difference is asked for. While an answer is
 * awaited everything is kept, since the answer may hold it as well.
 *
 * <p>The owner looks at {@link #wantsDifference} after each input and when {@link #nextWake} comes;
 * it then calls {@link #asked}, sends {@code updates.getChannelDifference} with {@link #pts}, and
 * brings the end by {@link #answered}, {@link #answeredTooLong} or {@link #refused}.
 *
 * @param <T> what an update carries
 */
public final class ChannelBox<T> {
  /** For so long a missing update may still come by itself. */
  public static final long GAP_WAIT = 500 * Time.MILLISECOND;

  /** After so long a silence the difference is asked for. */
  public static final long SILENCE_MAX = 15 * Time.MINUTE;

  /** After a refused question the next one waits for so long. */
  public static final long REFUSED_WAIT = Time.SECOND;

  /** So many updates beyond a gap are kept; with one more the difference is asked for at once. */
  public static final int KEPT_MAX = 1_000;

  /**
   * The pts of a channel of which nothing is known yet: the difference then begins at the start.
   */
  public static final int PTS_UNKNOWN = 1;

  private final Sink<? super T> sink;
  private @Nullable List<Kept<T>> kept;
  private int pts = PTS_UNKNOWN;
  private boolean asking;
  private boolean askAgain;
  private long askAt = Time.NEVER;
  private long gapEndsAt = Time.NEVER;
  private long heardAt = Time.NEVER;

  /** Where updates go, once each and in order. It must not call back into the box. */
  @FunctionalInterface
  public interface Sink<T> {
    /** The next update of the channel. */
    void apply(T update);
  }

  private record Kept<T>(int pts, int count, T update) {}

  /** A box that knows nothing yet; call {@link #begin} or {@link #invalidate}. */
  public ChannelBox(Sink<? super T> sink) {
    this.sink = sink;
  }

  /** Everything up to here has been applied. */
  public int pts() {
    return pts;
  }

  /** Starts at a known pts: what follows it is what this client has to get. */
  public void begin(int known, long now) {
    pts = known;
    heardAt = now;
    drain(now);
  }

  /**
   * An update came.
   *
   * @param updatePts the channel's pts after it
   * @param count by how much it raises pts; 0 for what changes nothing in the sequence
   */
  public void offered(int updatePts, int count, T update, long now) {
    heardAt = now;
    if (count < 0 || updatePts < count || updatePts - count < pts) {
      return;
    }
    if (!asking && updatePts - count == pts) {
      apply(updatePts, update);
      drain(now);
      return;
    }
    keep(new Kept<>(updatePts, count, update), now);
  }

  /**
   * Updates may have been missed: the connection or the session is a new one, or the server said
   * that there is more. The difference is asked for at once.
   */
  public void invalidate(long now) {
    askAt = now;
    askAgain = asking;
  }

  /** Whether it is time to ask for the difference. Never while an answer is awaited. */
  public boolean wantsDifference(long now) {
    return !asking && now >= nextWake();
  }

  /** When the difference has to be asked for, if nothing else comes. */
  public long nextWake() {
    if (asking) {
      return Time.NEVER;
    }
    long soonest = Math.min(askAt, gapEndsAt);
    return heardAt == Time.NEVER ? soonest : Math.min(soonest, heardAt + SILENCE_MAX);
  }

  /** The question was put. */
  public void asked() {
    asking = true;
    askAgain = false;
    askAt = Time.NEVER;
    gapEndsAt = Time.NEVER;
  }

  /**
   * The answer: what was missed, in order.
   *
   * @param newPts the pts after it
   * @param isFinal whether there is no more to ask for
   */
  public void answered(List<? extends T> missed, int newPts, boolean isFinal, long now) {
    for (T update : missed) {
      sink.apply(update);
    }
    settle(newPts, isFinal, now);
  }

  /**
   * The answer: too much was missed, so that a part is left out. These are the newest messages.
   *
   * @param newPts the pts after them
   */
  public void answeredTooLong(List<? extends T> newest, int newPts, long now) {
    answered(newest, newPts, true, now);
  }

  /** The question was refused, or its answer lost for good: it is put again a little later. */
  public void refused(long now) {
    asking = false;
    askAt = now + REFUSED_WAIT;
  }

  /** How many updates wait behind a gap. */
  public int kept() {
    return kept == null ? 0 : kept.size();
  }

  private void settle(int newPts, boolean isFinal, long now) {
    asking = false;
    heardAt = now;
    pts = Math.max(pts, newPts);
    askAt = isFinal && !askAgain ? Time.NEVER : now;
    askAgain = false;
    drain(now);
  }

  private void apply(int newPts, T update) {
    pts = newPts;
    sink.apply(update);
  }

  /** Keeps the list ordered by where an update begins, and equals as they came. */
  private void keep(Kept<T> late, long now) {
    List<Kept<T>> list = kept;
    if (list == null) {
      list = new ArrayList<>(4);
      kept = list;
    }
    if (list.size() >= KEPT_MAX) {
      list.clear();
      invalidate(now);
      return;
    }
    int at = list.size();
    while (at > 0 && begin(list.get(at - 1)) > begin(late)) {
      at--;
    }
    list.add(at, late);
    if (!asking) {
      gapEndsAt = Math.min(gapEndsAt, now + GAP_WAIT);
    }
  }

  /** Applies what fits now, forgets what is known, and says how long the next gap may stay open. */
  private void drain(long now) {
    List<Kept<T>> list = kept;
    if (list == null || asking) {
      return;
    }
    int done = 0;
    while (done < list.size() && begin(list.get(done)) <= pts) {
      Kept<T> next = list.get(done);
      if (begin(next) == pts) {
        apply(next.pts(), next.update());
      }
      done++;
    }
    list.subList(0, done).clear();
    if (list.isEmpty()) {
      kept = null;
      gapEndsAt = Time.NEVER;
    } else if (done > 0 || gapEndsAt == Time.NEVER) {
      gapEndsAt = now + GAP_WAIT;
    }
  }

  private static int begin(Kept<?> late) {
    return late.pts() - late.count();
  }
}
