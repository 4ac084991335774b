package io.mtlab.mtproto.handshake;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.crypto.NonceHash;
import io.mtlab.mtproto.fault.PeerMisbehaved;
import io.mtlab.mtproto.fault.ProtocolException;

/**
 * The three numbers that belong to one exchange.
 *
 * @param client nonce, 16 bytes: public
 * @param server server_nonce, 16 bytes: public
 * @param secret new_nonce, 32 bytes: only the client and, under RSA, the server know it
 */
record Nonces(Bytes client, Bytes server, Bytes secret) {
  /**
   * Every message names the two public ones, also inside what is encrypted.
   *
   * @see <a href="https://core.telegram.org/mtproto/security_guidelines">security guidelines,
   *     checking nonces</a>
   */
  void demand(Bytes nonce, Bytes serverNonce) throws ProtocolException {
    if (!client.equals(nonce)) {
      throw new ProtocolException(PeerMisbehaved.NONCE_MISMATCH);
    }
    if (!server.equals(serverNonce)) {
      throw new ProtocolException(PeerMisbehaved.SERVER_NONCE_MISMATCH);
    }
  }

  long firstSalt() {
    return NonceHash.firstSalt(secret, server);
  }

  @Override
  public String toString() {
    return "Nonces[" + client.toHex() + "]";
  }
}
