package io.mtlab.mtproto.pfs;

import io.mtlab.mtproto.crypto.AuthKey;
import io.mtlab.mtproto.machine.Time;

/**
 * A permanent key, and what speaks for it when a server says that it does not know it: servers of
 * one data centre learn of a new key one after the other, and some are down for a while.
 *
 * @param key never encrypts more than the proofs that bind temporary keys
 * @param madeAt when it was made, by this client's clock in nanoseconds; 0 if long ago
 * @param clockOffset the server's clock minus this client's, in nanoseconds
 */
public record PermanentKey(AuthKey key, long madeAt, long clockOffset) {
  /** A key that is younger than this may not be known everywhere yet. */
  static final long YOUNG_MAX = Time.MINUTE;

  /** A key that worked so lately is not given up for one refusal. */
  static final long TRUSTED_MAX = 24 * 60 * Time.MINUTE;

  /**
   * Whether a server may be right that refuses a proof of this key.
   *
   * @param boundAt when a temporary key was bound to it for the last time; 0 if never
   */
  boolean mayBeLost(long boundAt, long now) {
    long age = now - madeAt;
    boolean workedLately = boundAt != 0 && now - boundAt < TRUSTED_MAX;
    return age >= YOUNG_MAX && (age < TRUSTED_MAX || !workedLately);
  }

  @Override
  public String toString() {
    return "PermanentKey[" + key + "]";
  }
}
