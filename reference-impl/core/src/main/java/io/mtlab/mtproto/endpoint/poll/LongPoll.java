package io.mtlab.mtproto.endpoint.poll;

import io.mtlab.mtproto.machine.Time;
import org.jspecify.annotations.Nullable;

/**
 * The line of a client over HTTP on which one request always waits, so that news comes unasked
 * while queries travel on another. When it is lost, another one is dialled after a pause.
 *
 * @param <L> the lines
 * @see <a href="https://core.telegram.org/mtproto/service_messages#http-waitlong-poll">long
 *     poll</a>
 */
public final class LongPoll<L> {
  static final long PAUSE_MIN = Time.SECOND;
  static final long PAUSE_MAX = 30 * Time.SECOND;

  private @Nullable L line;
  private boolean wanted;
  private long dialAt;
  private long pause = PAUSE_MIN;

  /** The line; null while there is none. */
  public @Nullable L line() {
    return line;
  }

  /** Whether this is the line. */
  public boolean isOn(L other) {
    return other.equals(line);
  }

  /** There is to be one. Says whether it is to be dialled now; {@link #dialled} follows then. */
  public boolean wants(long now) {
    wanted = true;
    return line == null && dialAt <= now;
  }

  /** There is to be none. Says which one is to be dropped. */
  public @Nullable L end() {
    L last = line;
    line = null;
    wanted = false;
    return last;
  }

  /** The line was dialled; it may not stand yet. */
  public void dialled(L fresh) {
    line = fresh;
  }

  /** A message came over it. */
  public void works() {
    pause = PAUSE_MIN;
  }

  /** The line is no more. */
  public void lost(long now) {
    line = null;
    dialAt = now + pause;
    pause = Math.min(2 * pause, PAUSE_MAX);
  }

  /** When another line is to be dialled. */
  public long nextWake() {
    return wanted && line == null ? dialAt : Time.NEVER;
  }
}
