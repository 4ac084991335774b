package io.mtlab.mtproto.session;

import io.mtlab.mtproto.machine.Time;

/**
 * What a message id says: Unix time in its upper 32 bits, fractions of a second in the lower, and
 * the kind in the two lowest: 0 from a client, 1 an answer, 3 any other message of a server.
 *
 * @see <a href="https://core.telegram.org/mtproto/description">msg_id</a>
 */
public final class MessageId {
  /** A message of a client may be this much older than the server's clock (300 s). */
  public static final long AGE_MAX = 300 * Time.SECOND;

  /** A message of a client may be this much ahead of the server's clock (30 s). */
  public static final long AHEAD_MAX = 30 * Time.SECOND;

  public static final int ANSWER = 1;
  public static final int PUSH = 3;

  private MessageId() {}

  /** The id for a moment: its two lowest bits are zero. */
  public static long at(long time) {
    long seconds = Math.floorDiv(time, Time.SECOND);
    long fraction = (Math.floorMod(time, Time.SECOND) << 32) / Time.SECOND;
    return ((seconds << 32) | fraction) & ~3L;
  }

  /** The moment that an id names, in nanoseconds since the Unix epoch. */
  public static long time(long id) {
    return (id >>> 32) * Time.SECOND + (((id & 0xffffffffL) * Time.SECOND) >>> 32);
  }

  /** Whether a server made it. */
  public static boolean fromServer(long id) {
    return (id & 1) == 1;
  }

  /** Whether a client made it. */
  public static boolean fromClient(long id) {
    return (id & 3) == 0;
  }
}
