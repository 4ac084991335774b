package io.mtlab.mtproto.session.client;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.machine.Time;
import io.mtlab.mtproto.tl.TlObjects;
import io.mtlab.mtproto.tl.service.PingDelayDisconnect;

/** Whether anything is heard on a client's connection, and when it is to be tried. */
final class Liveness {
  /** How often the connection is tried with a ping, which also keeps it open. */
  static final long PING_EVERY = 60 * Time.SECOND;

  /** The same where a frame may be lost, as on datagrams: several in the server's patience. */
  static final long PING_EVERY_LOSSY = 18 * Time.SECOND;

  /** Where a frame may be lost, what is waited for is helped by a ping. */
  static final long PING_AGAIN = 3 * Time.SECOND;

  /** A ping or a question that is unanswered for so long, and nothing else heard: a dead line. */
  static final long SILENCE_MAX = 15 * Time.SECOND;

  /** The server closes a connection that has been silent for so long; in seconds. */
  static final int DISCONNECT_DELAY = 75;

  private long heardAt;
  private long waitingSince = Time.NEVER;
  private long pingAt = Time.NEVER;
  private long regularAt = Time.NEVER;
  private boolean resumed;
  private boolean lossy;
  private long pings;

  /** A connection stands. If it is not the first one, the server is told where the session is. */
  void begins(boolean onDatagrams, long now) {
    lossy = onDatagrams;
    heardAt = now;
    waitingSince = Time.NEVER;
    regularAt = resumed ? now : now + every();
    pingAt = regularAt;
    resumed = true;
  }

  private long every() {
    return lossy ? PING_EVERY_LOSSY : PING_EVERY;
  }

  /** The connection is no more. */
  void ends() {
    waitingSince = Time.NEVER;
  }

  /** When something came last, or a connection. */
  long heardAt() {
    return heardAt;
  }

  /** Something came. */
  void heard(long now) {
    heardAt = now;
    if (waitingSince != Time.NEVER) {
      waitingSince = Time.NEVER;
      pingAt = regularAt;
    }
  }

  /** Something was asked that is answered at once. */
  void asked(long now) {
    if (waitingSince == Time.NEVER) {
      waitingSince = now;
      pingAt = lossy ? Math.min(pingAt, now + PING_AGAIN) : pingAt;
    }
  }

  /** A ping, which leaves now. */
  Bytes ping(long now) {
    asked(now);
    regularAt = now + every();
    pingAt = lossy ? now + PING_AGAIN : regularAt;
    return TlObjects.toBytes(new PingDelayDisconnect(++pings, DISCONNECT_DELAY));
  }

  boolean isPingDue(long now) {
    return pingAt <= now;
  }

  /** Whether the connection says nothing any more; said once. */
  boolean hasStalled(long now) {
    boolean stalled = waitingSince != Time.NEVER && now - waitingSince >= SILENCE_MAX;
    waitingSince = stalled ? Time.NEVER : waitingSince;
    return stalled;
  }

  long nextWake() {
    return Math.min(pingAt, waitingSince == Time.NEVER ? Time.NEVER : waitingSince + SILENCE_MAX);
  }
}
