package io.mtlab.mtproto.session.server;

import io.mtlab.mtproto.machine.Time;
import io.mtlab.mtproto.tl.service.HttpWait;

/**
 * How long the answer to a request over HTTP may wait, in nanoseconds.
 *
 * @param maxDelay at most so long after the first message that was ready
 * @param waitAfter so long after the latest one, for more to come
 * @param maxWait at most so long after the request; counts more than the other two
 * @see <a
 *     href="https://core.telegram.org/mtproto/service_messages#http-waitlong-poll">http_wait</a>
 */
public record HttpWaiting(long maxDelay, long waitAfter, long maxWait) {
  /** A request without an {@code http_wait}: whatever is ready at once, else 25 s. */
  public static final HttpWaiting DEFAULT = new HttpWaiting(0, 0, 25 * Time.SECOND);

  /** What a client may ask for: half of the time for which undelivered messages are kept. */
  static final long MAX = 5 * Time.MINUTE;

  /** No time is below zero, and none above {@link #MAX}. */
  public HttpWaiting {
    maxDelay = Math.clamp(maxDelay, 0, MAX);
    waitAfter = Math.clamp(waitAfter, 0, MAX);
    maxWait = Math.clamp(maxWait, 0, MAX);
  }

  /** As the client says, in milliseconds. */
  static HttpWaiting of(HttpWait wait) {
    return new HttpWaiting(
        wait.maxDelay() * Time.MILLISECOND,
        wait.waitAfter() * Time.MILLISECOND,
        wait.maxWait() * Time.MILLISECOND);
  }

  /**
   * When a request is to be answered.
   *
   * @param asked when it came
   * @param firstReady since when something is ready; {@link Time#NEVER} if nothing is
   * @param lastReady when the latest message became ready
   */
  public long answerAt(long asked, long firstReady, long lastReady) {
    if (firstReady == Time.NEVER) {
      return asked + maxWait;
    }
    return Math.min(asked + maxWait, Math.min(firstReady + maxDelay, lastReady + waitAfter));
  }
}
