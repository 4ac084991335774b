package io.mtlab.mtproto.crypto;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.fault.ProtocolException;

/**
 * Seals and opens encrypted messages: {@code auth_key_id (8) + msg_key (16) + encrypted data}. One
 * object serves all keys and connections of a shard; which implementation it is, is decided outside
 * ({@link Mtproto2Cipher}, or {@link FoldCipher} in virtual time).
 *
 * @see <a href="https://core.telegram.org/mtproto/description#encrypted-message">description</a>
 */
public interface MessageCipher {
  /** The bytes in front of the encrypted data: auth_key_id and msg_key. */
  int HEADER_SIZE = 24;

  /** The least encrypted data: a header of 32 bytes, and 16 for a word and 12 bytes of padding. */
  int DATA_MIN = 48;

  /** The least padding in bytes. */
  int PADDING_MIN = 12;

  /** The most padding in bytes. */
  int PADDING_MAX = 1024;

  /**
   * Pads a message with 12 to 1,024 bytes, drawn anew, and seals it.
   *
   * @param plain salt, session_id, msg_id, seq_no, length and body; without padding
   */
  Bytes seal(AuthKey key, Direction direction, byte[] plain);

  /**
   * Seals a message with the padding that its caller chose: for probes that break rules, and for
   * known answers.
   *
   * @param padded a message with its padding, a multiple of 16 bytes
   * @throws IllegalArgumentException if it is not a multiple of 16 bytes
   */
  Bytes sealPadded(AuthKey key, Direction direction, byte[] padded);

  /**
   * Decrypts a message and compares its msg_key in constant time. Up to 15 bytes behind the last
   * block are those of a padded transport and are left out.
   *
   * @return the message with its padding, at least {@link #DATA_MIN} bytes and a multiple of 16;
   *     the caller checks length, padding and session after that, never before
   * @throws ProtocolException with {@code UNKNOWN_AUTH_KEY} if the frame names another key, {@code
   *     MESSAGE_LENGTH} if it is too short, {@code MSG_KEY_MISMATCH} if any bit was changed
   */
  byte[] open(AuthKey key, Direction direction, Bytes frame) throws ProtocolException;

  /**
   * The quick-ack token of the message that was sealed or opened last, with bit 31 set
   * (mtproto-transports#quick-ack).
   */
  int quickAckToken();

  /** How much padding a sealed message gets. A receiver accepts any of them. */
  enum Padding {
    /** The least that is allowed: 12 to 27 bytes. */
    SHORTEST,
    /**
     * So much that only few sizes are seen on the wire: 64, 128, 192, 256, 384, 512, 768, 1,024 and
     * 1,280 bytes of encrypted data, then steps of 448.
     */
    HIDING_LENGTH;

    private static final int[] SIZES = {64, 128, 192, 256, 384, 512, 768, 1024, 1280};
    private static final int STEP = 448;

    /** The size of a message of {@code plainSize} bytes with its padding. */
    int padded(int plainSize) {
      int least = (plainSize + PADDING_MIN + 15) & -16;
      if (this == SHORTEST) {
        return least;
      }
      for (int size : SIZES) {
        if (size >= least) {
          return size;
        }
      }
      int largest = SIZES[SIZES.length - 1];
      return largest + (least - largest + STEP - 1) / STEP * STEP;
    }
  }
}
