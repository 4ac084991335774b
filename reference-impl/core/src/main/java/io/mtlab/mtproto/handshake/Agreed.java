package io.mtlab.mtproto.handshake;

import io.mtlab.mtproto.crypto.AuthKey;

/**
 * What both sides know at the end of an exchange.
 *
 * @param key the authorization key, 256 bytes
 * @param serverSalt the first salt: the first 8 bytes of new_nonce xor those of server_nonce
 * @param clockOffset the server's time minus ours, in nanoseconds; on the server 0
 * @param expiresAt when a temporary key ends, in Unix seconds of the server; 0 for a permanent key
 * @param media whether the client wanted the key for the media servers of the data centre; on the
 *     client false
 * @see <a href="https://core.telegram.org/mtproto/auth_key">auth_key, step 9</a>
 */
public record Agreed(AuthKey key, long serverSalt, long clockOffset, int expiresAt, boolean media) {
  /** The key's id only: the salt is half a secret. */
  @Override
  public String toString() {
    return "Agreed[" + key + (expiresAt == 0 ? "" : ", until " + expiresAt) + "]";
  }
}
