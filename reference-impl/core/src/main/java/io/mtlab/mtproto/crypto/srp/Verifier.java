package io.mtlab.mtproto.crypto.srp;

import io.mtlab.mtproto.bytes.Bytes;

/**
 * What a server keeps instead of a password.
 *
 * @param salt1 the client's half behind the server's, 8 + 32 bytes
 * @param salt2 16 bytes
 * @param v g^x mod p, 256 bytes
 */
public record Verifier(Bytes salt1, Bytes salt2, Bytes v) {
  /** Nothing: who knows v can play the server. */
  @Override
  public String toString() {
    return "Verifier[]";
  }
}
