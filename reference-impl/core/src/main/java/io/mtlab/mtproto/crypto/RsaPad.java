package io.mtlab.mtproto.crypto;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.fault.PeerMisbehaved;
import io.mtlab.mtproto.fault.ProtocolException;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * RSA_PAD, the padding of the data that a client sends under the server's RSA key.
 *
 * @see <a href="https://core.telegram.org/mtproto/auth_key">auth_key, step 4.1</a>
 */
public final class RsaPad {
  /** The most data in bytes. */
  public static final int DATA_MAX = 144;

  /** The data with its random padding in bytes. */
  public static final int PADDED_SIZE = 192;

  private static final int KEY_SIZE = 32;

  /** A modulus of 2,048 bits refuses at most every second temp_key: this many never fail. */
  private static final int DRAWS_MAX = 256;

  private static final byte[] ZERO_IV = new byte[AesIge.IV_SIZE];

  private RsaPad() {}

  /**
   * Pads and encrypts. Draws the padding first, then a temp_key, and another as long as the result
   * is not below the modulus.
   *
   * @param data at most 144 bytes
   * @return 256 bytes
   * @throws IllegalArgumentException if there is more data, or the key has not 2,048 bits
   */
  public static Bytes encrypt(RsaPublicKey key, byte[] data, Entropy entropy) {
    key.demandExchangeSize();
    if (data.length > DATA_MAX) {
      throw new IllegalArgumentException("RSA_PAD takes 144 bytes, not " + data.length);
    }
    byte[] padded = Arrays.copyOf(data, PADDED_SIZE);
    entropy.fill(padded, data.length, PADDED_SIZE - data.length);
    for (int draws = 0; draws < DRAWS_MAX; draws++) {
      byte[] value = value(padded, entropy.bytes(KEY_SIZE));
      if (key.holds(value)) {
        return Bytes.wrap(key.apply(value));
      }
    }
    throw new IllegalStateException("the entropy repeats itself");
  }

  /**
   * The number that is encrypted: {@code (temp_key xor SHA256(aes)) + aes}, where {@code aes} is
   * IGE of the reversed padded data and its hash under temp_key.
   *
   * @param padded 192 bytes
   * @param tempKey 32 bytes
   * @return 256 bytes, below the modulus or not
   */
  static byte[] value(byte[] padded, byte[] tempKey) {
    Sha sha = new Sha();
    byte[] value = new byte[RsaPublicKey.SIZE];
    for (int i = 0; i < PADDED_SIZE; i++) {
      value[KEY_SIZE + i] = padded[PADDED_SIZE - 1 - i];
    }
    byte[] hash = sha.sha256(tempKey, padded);
    System.arraycopy(hash, 0, value, KEY_SIZE + PADDED_SIZE, hash.length);
    new AesIge().encrypt(tempKey, ZERO_IV, value, KEY_SIZE, value.length - KEY_SIZE);
    System.arraycopy(maskedKey(sha, value, tempKey), 0, value, 0, KEY_SIZE);
    return value;
  }

  /**
   * Decrypts what {@link #encrypt} made. Whatever is wrong, the answer is the same, and it takes as
   * long as if nothing were.
   *
   * @param encrypted as it came
   * @return 192 bytes: the data and, behind it, its random padding
   * @throws ProtocolException with {@code RSA_PADDING}
   */
  public static Bytes decrypt(RsaPrivateKey key, Bytes encrypted) throws ProtocolException {
    byte[] value = decryptRaw(key, encrypted);
    Sha sha = new Sha();
    byte[] tempKey = maskedKey(sha, value, Arrays.copyOf(value, KEY_SIZE));
    new AesIge().decrypt(tempKey, ZERO_IV, value, KEY_SIZE, value.length - KEY_SIZE);
    byte[] padded = new byte[PADDED_SIZE];
    for (int i = 0; i < PADDED_SIZE; i++) {
      padded[i] = value[KEY_SIZE + PADDED_SIZE - 1 - i];
    }
    byte[] expected = Arrays.copyOfRange(value, KEY_SIZE + PADDED_SIZE, value.length);
    if (!MessageDigest.isEqual(expected, sha.sha256(tempKey, padded))) {
      throw new ProtocolException(PeerMisbehaved.RSA_PADDING);
    }
    return Bytes.wrap(padded);
  }

  /** The 256 bytes under the RSA, whatever they are. Size and range of the input are public. */
  static byte[] decryptRaw(RsaPrivateKey key, Bytes encrypted) throws ProtocolException {
    key.publicKey().demandExchangeSize();
    if (encrypted.size() != RsaPublicKey.SIZE) {
      throw new ProtocolException(PeerMisbehaved.RSA_PADDING);
    }
    byte[] value = encrypted.toArray();
    if (!key.publicKey().holds(value)) {
      throw new ProtocolException(PeerMisbehaved.RSA_PADDING);
    }
    return key.apply(value);
  }

  /** The other one of temp_key and the masked temp_key: the xor goes both ways. */
  private static byte[] maskedKey(Sha sha, byte[] value, byte[] key) {
    byte[] mask = sha.sha256(Arrays.copyOfRange(value, KEY_SIZE, value.length));
    for (int i = 0; i < KEY_SIZE; i++) {
      mask[i] ^= key[i];
    }
    return mask;
  }
}
