package io.mtlab.mtproto.crypto;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.fault.PeerMisbehaved;
import io.mtlab.mtproto.fault.ProtocolException;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * The temporary AES key and iv of a key exchange, and the envelope they seal: {@code SHA1(data) +
 * data + 0 to 15 random bytes} (auth_key#presenting-proof-of-work-server-authentication).
 */
public final class TmpAes {
  /** The most bytes behind the data. */
  private static final int PADDING_MAX = 15;

  private final Sha sha = new Sha();
  private final byte[] key;
  private final byte[] iv;

  /**
   * Derives key and iv.
   *
   * @param newNonce 32 bytes, secret
   * @param serverNonce 16 bytes
   */
  public TmpAes(Bytes newNonce, Bytes serverNonce) {
    if (newNonce.size() != 32 || serverNonce.size() != 16) {
      throw new IllegalArgumentException(
          "nonces of " + newNonce.size() + " and " + serverNonce.size() + " bytes");
    }
    byte[] secret = newNonce.toArray();
    byte[] server = serverNonce.toArray();
    byte[] newServer = sha.sha1(secret, server);
    byte[] serverNew = sha.sha1(server, secret);
    byte[] newNew = sha.sha1(secret, secret);
    key = new byte[AesIge.KEY_SIZE];
    System.arraycopy(newServer, 0, key, 0, 20);
    System.arraycopy(serverNew, 0, key, 20, 12);
    iv = new byte[AesIge.IV_SIZE];
    System.arraycopy(serverNew, 12, iv, 0, 8);
    System.arraycopy(newNew, 0, iv, 8, 20);
    System.arraycopy(secret, 0, iv, 28, 4);
  }

  /** A copy of tmp_aes_key, 32 bytes. */
  public byte[] key() {
    return key.clone();
  }

  /** A copy of tmp_aes_iv, 32 bytes. */
  public byte[] iv() {
    return iv.clone();
  }

  /** Adds the hash and as many random bytes as fill the last block, and encrypts. */
  public Bytes seal(byte[] data, Entropy entropy) {
    int size = Sha.SHA1_SIZE + data.length;
    byte[] sealed = new byte[(size + AesIge.BLOCK - 1) & -AesIge.BLOCK];
    System.arraycopy(sha.sha1(data), 0, sealed, 0, Sha.SHA1_SIZE);
    System.arraycopy(data, 0, sealed, Sha.SHA1_SIZE, data.length);
    entropy.fill(sealed, size, sealed.length - size);
    return encrypt(sealed);
  }

  /**
   * Encrypts whole blocks as they are: for peers that break rules, and for known answers.
   *
   * @throws IllegalArgumentException unless the size is a multiple of 16
   */
  public Bytes encrypt(byte[] blocks) {
    byte[] encrypted = blocks.clone();
    new AesIge().encrypt(key, iv, encrypted, 0, encrypted.length);
    return Bytes.wrap(encrypted);
  }

  /**
   * Decrypts and checks the hash, which covers exactly the data: at most 15 bytes may follow.
   *
   * @return the data alone
   * @throws ProtocolException with {@code ANSWER_HASH_MISMATCH} if the size is no multiple of 16 or
   *     the hash is that of no data that could be there
   */
  public Bytes open(Bytes encrypted) throws ProtocolException {
    if (encrypted.size() < 2 * AesIge.BLOCK || encrypted.size() % AesIge.BLOCK != 0) {
      throw new ProtocolException(PeerMisbehaved.ANSWER_HASH_MISMATCH);
    }
    byte[] plain = encrypted.toArray();
    new AesIge().decrypt(key, iv, plain, 0, plain.length);
    byte[] expected = Arrays.copyOf(plain, Sha.SHA1_SIZE);
    int longest = plain.length - Sha.SHA1_SIZE;
    // TL objects have a multiple of four bytes; all sizes are tried, so that the time tells
    // nothing.
    int found = -1;
    for (int size = longest; size >= Math.max(0, longest - PADDING_MAX); size--) {
      if (MessageDigest.isEqual(expected, sha.sha1(plain, Sha.SHA1_SIZE, size)) && found < 0) {
        found = size;
      }
    }
    if (found < 0) {
      throw new ProtocolException(PeerMisbehaved.ANSWER_HASH_MISMATCH);
    }
    return Bytes.wrap(plain, Sha.SHA1_SIZE, found);
  }

  /** Overwrites key and iv: the exchange is over. */
  public void forget() {
    Arrays.fill(key, (byte) 0);
    Arrays.fill(iv, (byte) 0);
  }

  /** Nothing of the key. */
  @Override
  public String toString() {
    return "TmpAes";
  }
}
