package io.mtlab.mtproto.crypto;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.fault.PeerMisbehaved;
import io.mtlab.mtproto.fault.ProtocolException;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * The padding that came before {@link RsaPad}: {@code SHA1(data) + data + random}, 255 bytes.
 * Clients in use still send it, and a server may take it; one that does can be attacked by the time
 * it takes. The hash covers the data alone, and only a TL parser knows where the data ends, so the
 * check comes in two steps.
 */
public final class RsaLegacy {
  /** The size of hash, data and padding together in bytes. */
  public static final int PADDED_SIZE = 255;

  /** The most data in bytes. */
  public static final int DATA_MAX = PADDED_SIZE - Sha.SHA1_SIZE;

  private RsaLegacy() {}

  /**
   * Pads and encrypts.
   *
   * @param data at most 235 bytes
   * @return 256 bytes
   * @throws IllegalArgumentException if there is more data, or the key has not 2,048 bits
   */
  public static Bytes encrypt(RsaPublicKey key, byte[] data, Entropy entropy) {
    key.demandExchangeSize();
    if (data.length > DATA_MAX) {
      throw new IllegalArgumentException("235 bytes of data fit, not " + data.length);
    }
    byte[] padded = new byte[PADDED_SIZE];
    System.arraycopy(new Sha().sha1(data), 0, padded, 0, Sha.SHA1_SIZE);
    System.arraycopy(data, 0, padded, Sha.SHA1_SIZE, data.length);
    int end = Sha.SHA1_SIZE + data.length;
    entropy.fill(padded, end, PADDED_SIZE - end);
    return Bytes.wrap(key.apply(padded));
  }

  /**
   * The first step: decrypts.
   *
   * @return 255 bytes: hash, data and padding. Parse the object behind the first 20 bytes, then
   *     call {@link #check} with its size before anything of it is used
   * @throws ProtocolException with {@code RSA_PADDING} if it cannot be this padding
   */
  public static Bytes decrypt(RsaPrivateKey key, Bytes encrypted) throws ProtocolException {
    byte[] value = RsaPad.decryptRaw(key, encrypted);
    if (value[0] != 0) {
      throw new ProtocolException(PeerMisbehaved.RSA_PADDING);
    }
    return Bytes.wrap(value).from(1);
  }

  /**
   * The second step: whether the hash is that of the first {@code size} bytes behind it.
   *
   * @param padded what {@link #decrypt} gave
   * @return the data
   * @throws ProtocolException with {@code RSA_PADDING} if it is not
   */
  public static Bytes check(Bytes padded, int size) throws ProtocolException {
    if (padded.size() != PADDED_SIZE || size < 0 || size > DATA_MAX) {
      throw new ProtocolException(PeerMisbehaved.RSA_PADDING);
    }
    byte[] all = padded.toArray();
    byte[] hash = new Sha().sha1(all, Sha.SHA1_SIZE, size);
    if (!MessageDigest.isEqual(hash, Arrays.copyOf(all, Sha.SHA1_SIZE))) {
      throw new ProtocolException(PeerMisbehaved.RSA_PADDING);
    }
    return Bytes.wrap(all, Sha.SHA1_SIZE, size);
  }
}
