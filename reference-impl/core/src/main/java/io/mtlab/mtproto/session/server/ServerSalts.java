package io.mtlab.mtproto.session.server;

import io.mtlab.mtproto.crypto.AuthKey;
import io.mtlab.mtproto.crypto.Sha;
import io.mtlab.mtproto.machine.Time;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The salts of an authorization key, as its server knows them. The first comes from the key
 * exchange; each later one follows from the key and the number of its half hour, so that no table
 * is kept and every server of a data centre comes to the same.
 *
 * @see <a href="https://core.telegram.org/mtproto/description">server salt</a>
 */
public final class ServerSalts {
  /** A new salt each half hour. */
  public static final long PERIOD = 30 * Time.MINUTE;

  /** Each salt is good for its half hour and the next. */
  public static final long LIFE = 2 * PERIOD;

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final AuthKey key;
  private final Sha sha;
  private final long first;
  private final long since;
  private long cachedPeriod = -1;
  private long cachedSalt;

  /**
   * The salts of a key.
   *
   * @param first the salt that key exchange agreed on
   * @param since when it did
   */
  public ServerSalts(AuthKey key, Sha sha, long first, long since) {
    this.key = key;
    this.sha = sha;
    this.first = first;
    this.since = since;
  }

  /** The salt to use now. */
  public long current(long now) {
    return salt(period(now));
  }

  /** Whether a message with this salt may be accepted now. */
  public boolean accepts(long salt, long now) {
    long period = period(now);
    return salt == salt(period) || (period > 0 && salt == salt(period - 1));
  }

  /** When the salt that is {@code ahead} periods away begins to be good. */
  long validSince(int ahead, long now) {
    return since + (period(now) + ahead) * PERIOD;
  }

  /** The salt that is {@code ahead} periods away. */
  long future(int ahead, long now) {
    return salt(period(now) + ahead);
  }

  private long period(long now) {
    return Math.max(0, (now - since) / PERIOD);
  }

  private long salt(long period) {
    if (period == 0) {
      return first;
    }
    if (period != cachedPeriod) {
      cachedSalt = derive(period);
      cachedPeriod = period;
    }
    return cachedSalt;
  }

  private long derive(long period) {
    byte[] number = new byte[8];
    LONG.set(number, 0, period);
    return (long) LONG.get(sha.sha256(key.secret().toArray(), number), 0);
  }
}
