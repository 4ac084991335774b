package io.mtlab.simulator.network.stream;

import io.mtlab.mtproto.machine.Time;
import java.util.List;

/**
 * A network as it was measured: rows of (time, delay, loss, rate), each of which holds until the
 * next one's time. After the last one the recording begins anew, or the last one holds for ever.
 *
 * @param rows in order of time; the first at 0
 * @param length nanoseconds after which it begins anew; 0: the last row holds
 */
public record Recording(List<Row> rows, long length) {
  /** A recording has at most so many rows: a day with one each second. */
  public static final int ROWS_MAX = 100_000;

  /**
   * How the network was from a time on.
   *
   * @param time nanoseconds since the beginning
   * @param delay nanoseconds, one way
   * @param loss share of frames, from 0 to 1
   * @param bytesPerSecond 0: nothing passed
   */
  public record Row(long time, long delay, double loss, long bytesPerSecond) {}

  /** Checks the order of the rows. */
  public Recording {
    if (rows.isEmpty() || rows.size() > ROWS_MAX) {
      throw new IllegalArgumentException("a recording has from 1 to " + ROWS_MAX + " rows");
    }
    long before = -1;
    for (Row row : rows) {
      if (row.time <= before) {
        throw new IllegalArgumentException("time goes back in a recording");
      }
      before = row.time;
    }
    if (length != 0 && length <= before) {
      throw new IllegalArgumentException("a recording begins anew behind its last row");
    }
  }

  /** How the network is at this time since the beginning. */
  public Row at(long time) {
    return rows.get(index(within(time)));
  }

  /** When it changes next, strictly later; {@link Time#NEVER} if never. */
  public long nextChange(long time) {
    long within = within(time);
    int next = within < rows.getFirst().time ? 0 : index(within) + 1;
    if (next < rows.size()) {
      return time - within + rows.get(next).time;
    }
    return length == 0 ? Time.NEVER : time - within + length;
  }

  private long within(long time) {
    return length == 0 ? time : time % length;
  }

  private int index(long time) {
    int low = 0;
    int high = rows.size() - 1;
    while (low < high) {
      int middle = (low + high + 1) / 2;
      if (rows.get(middle).time <= time) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }
}
