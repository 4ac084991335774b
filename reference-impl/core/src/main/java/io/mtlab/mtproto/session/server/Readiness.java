package io.mtlab.mtproto.session.server;

import io.mtlab.mtproto.machine.Time;

/** Since when messages wait to be sent, and when the latest of them came. */
final class Readiness {
  private int noted;
  private long first = Time.NEVER;
  private long last = Time.NEVER;

  /** So many messages wait now. */
  void note(int count, long now) {
    if (count == 0) {
      first = Time.NEVER;
      last = Time.NEVER;
    } else if (count > noted) {
      first = Math.min(first, now);
      last = now;
    }
    noted = count;
  }

  long answerAt(long asked, HttpWaiting rule) {
    return rule.answerAt(asked, first, last);
  }
}
