package io.mtlab.mtproto.crypto;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.fault.PeerMisbehaved;
import io.mtlab.mtproto.fault.ProtocolException;
import java.util.Arrays;

/**
 * The encryption of MTProto 1.0, which is left in one place: the inner message of {@code
 * auth.bindTempAuthKey}. Its message key covers the message without the padding, so the receiver
 * must demand less than 16 bytes of it.
 *
 * @see <a href="https://core.telegram.org/mtproto/description_v1">description_v1</a>
 */
public final class Mtproto1Cipher {
  /** The most padding in bytes. */
  public static final int PADDING_MAX = 15;

  /** Bytes in front of the body: two 64-bit fields, msg_id, seqno and length. */
  private static final int PLAIN_HEADER_SIZE = 32;

  private static final int LENGTH_AT = 28;

  private final Sha sha = new Sha();
  private final AesIge ige = new AesIge();

  /**
   * An AES key and iv.
   *
   * @param aesKey 32 bytes
   * @param aesIv 32 bytes
   */
  public record Derived(Bytes aesKey, Bytes aesIv) {}

  /**
   * Derives the AES key and iv from a message key of 16 bytes
   * (description_v1#defining-aes-key-and-initialization-vector).
   */
  public Derived derive(AuthKey key, Direction direction, byte[] msgKey) {
    int x = direction.x();
    byte[] raw = key.raw();
    byte[] a = sha.sha1(msgKey, part(raw, x, 32));
    byte[] b = sha.sha1(part(raw, 32 + x, 16), msgKey, part(raw, 48 + x, 16));
    byte[] c = sha.sha1(part(raw, 64 + x, 32), msgKey);
    byte[] d = sha.sha1(msgKey, part(raw, 96 + x, 32));
    return new Derived(
        join(part(a, 0, 8), part(b, 8, 12), part(c, 4, 12)),
        join(part(a, 8, 12), part(b, 0, 8), part(c, 16, 4), part(d, 0, 8)));
  }

  /** The message key of a message without its padding: SHA1(plain)[4..20). */
  public byte[] messageKey(byte[] plain) {
    return part(sha.sha1(plain), 4, Kdf2.MSG_KEY_SIZE);
  }

  /**
   * Fills the last block with random bytes and seals.
   *
   * @param plain two 64-bit fields, msg_id, seqno, length and body
   * @return auth_key_id, msg_key and the encrypted data
   */
  public Bytes seal(AuthKey key, Direction direction, byte[] plain, Entropy entropy) {
    int size = MessageCipher.HEADER_SIZE + ((plain.length + PADDING_MAX) & -AesIge.BLOCK);
    byte[] frame = new byte[size];
    byte[] msgKey = messageKey(plain);
    Words.putInt64(frame, 0, key.id());
    System.arraycopy(msgKey, 0, frame, Long.BYTES, msgKey.length);
    System.arraycopy(plain, 0, frame, MessageCipher.HEADER_SIZE, plain.length);
    int end = MessageCipher.HEADER_SIZE + plain.length;
    entropy.fill(frame, end, size - end);
    Derived derived = derive(key, direction, msgKey);
    ige.encrypt(
        derived.aesKey().toArray(),
        derived.aesIv().toArray(),
        frame,
        MessageCipher.HEADER_SIZE,
        size - MessageCipher.HEADER_SIZE);
    return Bytes.wrap(frame);
  }

  /**
   * Decrypts a message and checks its length, padding and message key, all with the same outcome.
   *
   * @return the message without its padding
   * @throws ProtocolException with {@code UNKNOWN_AUTH_KEY} if the frame names another key, {@code
   *     MESSAGE_LENGTH} if it is too short or not of whole blocks, else {@code MSG_KEY_MISMATCH}
   */
  public Bytes open(AuthKey key, Direction direction, Bytes frame) throws ProtocolException {
    int size = frame.size() - MessageCipher.HEADER_SIZE;
    if (size < PLAIN_HEADER_SIZE || size % AesIge.BLOCK != 0) {
      throw new ProtocolException(PeerMisbehaved.MESSAGE_LENGTH);
    }
    if (frame.int64(0) != key.id()) {
      throw new ProtocolException(PeerMisbehaved.UNKNOWN_AUTH_KEY);
    }
    byte[] msgKey = frame.slice(Long.BYTES, MessageCipher.HEADER_SIZE).toArray();
    byte[] plain = frame.from(MessageCipher.HEADER_SIZE).toArray();
    Derived derived = derive(key, direction, msgKey);
    ige.decrypt(derived.aesKey().toArray(), derived.aesIv().toArray(), plain, 0, size);
    long end = (long) PLAIN_HEADER_SIZE + Words.int32(plain, LENGTH_AT);
    boolean fits = end >= PLAIN_HEADER_SIZE && end % 4 == 0 && size - end >= 0;
    boolean shortPadding = size - end <= PADDING_MAX;
    // A bad length must not be told from a bad key: the hash is computed in any case.
    int covered = fits && shortPadding ? (int) end : size;
    byte[] expected = part(sha.sha1(plain, 0, covered), 4, Kdf2.MSG_KEY_SIZE);
    boolean equal = Words.sixteenEqual(expected, 0, msgKey, 0);
    if (!(equal && fits && shortPadding)) {
      throw new ProtocolException(PeerMisbehaved.MSG_KEY_MISMATCH);
    }
    return Bytes.wrap(plain, 0, covered);
  }

  private static byte[] part(byte[] of, int from, int size) {
    return Arrays.copyOfRange(of, from, from + size);
  }

  private static Bytes join(byte[]... parts) {
    byte[] joined = new byte[AesIge.KEY_SIZE];
    int at = 0;
    for (byte[] part : parts) {
      System.arraycopy(part, 0, joined, at, part.length);
      at += part.length;
    }
    return Bytes.wrap(joined);
  }
}
