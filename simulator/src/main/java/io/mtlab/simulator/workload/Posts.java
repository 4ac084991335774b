package io.mtlab.simulator.workload;

import io.mtlab.mtproto.machine.Time;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * The posts of a run: how many, and when each is meant to be sent, fixed before it is. The poster
 * sends by it, and members count latencies from it. One object for all actors of a run; over real
 * sockets several threads read it.
 */
public final class Posts {
  /** A post's number has at most so many digits. */
  private static final int DIGITS_MAX = 9;

  private static final String PREFIX = "post ";

  private final AtomicLongArray intended;
  private final int audience;
  private final long runStart;

  /**
   * None is planned yet.
   *
   * @param count how many there will be
   * @param audience how many members have to get each
   * @param runStart when the run began: from there the trace counts
   */
  public Posts(int count, int audience, long runStart) {
    this.intended = new AtomicLongArray(count);
    this.audience = audience;
    this.runStart = runStart;
    for (int post = 0; post < count; post++) {
      intended.set(post, Time.NEVER);
    }
  }

  /** Says when a post is meant to be sent; before the poster is told of it. */
  public void plan(int post, long at) {
    intended.set(post, at);
  }

  /** When a post is meant to be sent; {@link Time#NEVER} if it is not planned. */
  public long intended(long post) {
    return post < 0 || post >= intended.length() ? Time.NEVER : intended.get((int) post);
  }

  /** How many members have to get each. */
  public int audience() {
    return audience;
  }

  /** When the run began. */
  public long runStart() {
    return runStart;
  }

  /** The text of a post. */
  static String text(long post) {
    return String.format(Locale.ROOT, "%s%d", PREFIX, post);
  }

  /** The number of the post with this text; -1 if it is none. */
  static long number(String text) {
    int digits = text.length() - PREFIX.length();
    if (digits < 1 || digits > DIGITS_MAX || !text.startsWith(PREFIX)) {
      return -1;
    }
    long number = 0;
    for (int i = PREFIX.length(); i < text.length(); i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      number = number * 10 + digit;
    }
    return number;
  }
}
