package io.mtlab.mtproto.crypto;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.fault.PeerMisbehaved;
import io.mtlab.mtproto.fault.ProtocolException;

/**
 * The encryption of MTProto 2.0: message key by SHA-256 over key, message and padding, then
 * AES-256-IGE. One object for each shard.
 *
 * @see <a href="https://core.telegram.org/mtproto/description#encrypted-message">description</a>
 */
public final class Mtproto2Cipher implements MessageCipher {
  private final Entropy entropy;
  private final Padding padding;
  private final Kdf2 kdf;
  private final AesIge ige = new AesIge();
  private int quickAckToken;

  /** With the shortest padding. */
  public Mtproto2Cipher(Entropy entropy) {
    this(entropy, Padding.SHORTEST);
  }

  /** With padding of the given kind, its bytes drawn from {@code entropy}. */
  public Mtproto2Cipher(Entropy entropy, Padding padding) {
    this.entropy = entropy;
    this.padding = padding;
    this.kdf = new Kdf2(new Sha());
  }

  @Override
  public Bytes seal(AuthKey key, Direction direction, byte[] plain) {
    byte[] frame = new byte[HEADER_SIZE + padding.padded(plain.length)];
    System.arraycopy(plain, 0, frame, HEADER_SIZE, plain.length);
    int padFrom = HEADER_SIZE + plain.length;
    entropy.fill(frame, padFrom, frame.length - padFrom);
    return sealed(key, direction, frame);
  }

  @Override
  public Bytes sealPadded(AuthKey key, Direction direction, byte[] padded) {
    byte[] frame = new byte[HEADER_SIZE + padded.length];
    System.arraycopy(padded, 0, frame, HEADER_SIZE, padded.length);
    return sealed(key, direction, frame);
  }

  private Bytes sealed(AuthKey key, Direction direction, byte[] frame) {
    int size = frame.length - HEADER_SIZE;
    byte[] large = kdf.messageKeyLarge(key, direction, frame, HEADER_SIZE, size);
    quickAckToken = Kdf2.quickAckToken(large);
    Words.putInt64(frame, 0, key.id());
    System.arraycopy(large, Kdf2.MSG_KEY_AT, frame, Long.BYTES, Kdf2.MSG_KEY_SIZE);
    kdf.derive(key, direction, frame, Long.BYTES);
    ige.encrypt(kdf.aesKey(), kdf.aesIv(), frame, HEADER_SIZE, size);
    return Bytes.wrap(frame);
  }

  @Override
  public byte[] open(AuthKey key, Direction direction, Bytes frame) throws ProtocolException {
    byte[] plain = dataOf(key, frame);
    byte[] shared = frame.sharedArray();
    int msgKeyAt = frame.sharedOffset() + Long.BYTES;
    kdf.derive(key, direction, shared, msgKeyAt);
    ige.decrypt(kdf.aesKey(), kdf.aesIv(), plain, 0, plain.length);
    byte[] large = kdf.messageKeyLarge(key, direction, plain, 0, plain.length);
    boolean equal = Words.sixteenEqual(large, Kdf2.MSG_KEY_AT, shared, msgKeyAt);
    demandLength(plain);
    if (!equal) {
      throw new ProtocolException(PeerMisbehaved.MSG_KEY_MISMATCH);
    }
    quickAckToken = Kdf2.quickAckToken(large);
    return plain;
  }

  @Override
  public int quickAckToken() {
    return quickAckToken;
  }

  /** Looked at behind the hash only: what is too short takes no less time than what is wrong. */
  static void demandLength(byte[] plain) throws ProtocolException {
    if (plain.length < DATA_MIN) {
      throw new ProtocolException(PeerMisbehaved.MESSAGE_LENGTH);
    }
  }

  /** A copy of the encrypted data, whole blocks only, of a frame that names this key. */
  static byte[] dataOf(AuthKey key, Bytes frame) throws ProtocolException {
    if (frame.size() < HEADER_SIZE) { // there is no msg_key to compare
      throw new ProtocolException(PeerMisbehaved.MESSAGE_LENGTH);
    }
    if (frame.int64(0) != key.id()) {
      throw new ProtocolException(PeerMisbehaved.UNKNOWN_AUTH_KEY);
    }
    // A padded transport adds up to 15 bytes that nobody can tell from the data but by this.
    int size = (frame.size() - HEADER_SIZE) & -AesIge.BLOCK;
    return frame.slice(HEADER_SIZE, HEADER_SIZE + size).toArray();
  }
}
