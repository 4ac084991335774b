package io.mtlab.mtproto.handshake;

import io.mtlab.mtproto.machine.Time;

/** When a temporary key ends: both sides count from the server_time of the exchange. */
final class Expiry {
  private Expiry() {}

  /** Unix seconds, at most what an int holds. */
  static int at(long serverTime, int expiresIn) {
    return (int) Math.min(Integer.MAX_VALUE, serverTime / Time.SECOND + expiresIn);
  }
}
