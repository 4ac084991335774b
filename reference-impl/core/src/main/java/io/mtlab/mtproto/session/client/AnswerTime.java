package io.mtlab.mtproto.session.client;

import io.mtlab.mtproto.machine.Time;

/**
 * How long answers take, smoothed as TCP smooths its round trips. A query that is unanswered for
 * four times as long is asked after.
 */
final class AnswerTime {
  private static final long PATIENCE_MIN = Time.SECOND;
  static final long PATIENCE_MAX = 30 * Time.SECOND;
  private static final long PATIENCE_AT_FIRST = 4 * Time.SECOND;
  private static final int FACTOR = 4;

  private long smoothed;

  /** An answer to a query that was sent only once: one of two copies would not tell which. */
  void measured(long took) {
    smoothed = smoothed == 0 ? took : smoothed + (took - smoothed) / 8;
  }

  /** The average in nanoseconds; 0 while none was measured. */
  long smoothed() {
    return smoothed;
  }

  /** How long a query may be unanswered before the server is asked for its state. */
  long patience() {
    return smoothed == 0
        ? PATIENCE_AT_FIRST
        : Math.clamp(FACTOR * smoothed, PATIENCE_MIN, PATIENCE_MAX);
  }
}
