package io.mtlab.mtproto.crypto;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.fault.PeerMisbehaved;
import io.mtlab.mtproto.fault.ProtocolException;

/**
 * Stands for {@link Mtproto2Cipher} in virtual time, and only there: frames of the same layout and
 * size, not encrypted, with a 64-bit fold of key and message as message key. A changed bit, another
 * key and the wrong direction are noticed as they are with the real one; an attacker is not kept
 * out.
 */
public final class FoldCipher implements MessageCipher {
  /** Any odd number makes each step of the fold reversible, so that no change is lost. */
  private static final long MULTIPLIER = 0x9E37_79B9_7F4A_7C15L;

  private final Padding padding;
  private int quickAckToken;

  /** With the shortest padding. */
  public FoldCipher() {
    this(Padding.SHORTEST);
  }

  /** With padding of the given kind; its bytes are zero. */
  public FoldCipher(Padding padding) {
    this.padding = padding;
  }

  @Override
  public Bytes seal(AuthKey key, Direction direction, byte[] plain) {
    byte[] frame = new byte[HEADER_SIZE + padding.padded(plain.length)];
    System.arraycopy(plain, 0, frame, HEADER_SIZE, plain.length);
    return sealed(key, direction, frame);
  }

  @Override
  public Bytes sealPadded(AuthKey key, Direction direction, byte[] padded) {
    if (padded.length % AesIge.BLOCK != 0) {
      throw new IllegalArgumentException("a padded message of " + padded.length + " bytes");
    }
    byte[] frame = new byte[HEADER_SIZE + padded.length];
    System.arraycopy(padded, 0, frame, HEADER_SIZE, padded.length);
    return sealed(key, direction, frame);
  }

  private Bytes sealed(AuthKey key, Direction direction, byte[] frame) {
    long fold = fold(key, direction, frame, HEADER_SIZE, frame.length);
    quickAckToken = (int) fold | 0x8000_0000;
    Words.putInt64(frame, 0, key.id());
    Words.putInt64(frame, 8, fold);
    Words.putInt64(frame, 16, fold * MULTIPLIER);
    return Bytes.wrap(frame);
  }

  @Override
  public byte[] open(AuthKey key, Direction direction, Bytes frame) throws ProtocolException {
    byte[] plain = Mtproto2Cipher.dataOf(key, frame);
    long fold = fold(key, direction, plain, 0, plain.length);
    Mtproto2Cipher.demandLength(plain);
    if (((frame.int64(8) ^ fold) | (frame.int64(16) ^ (fold * MULTIPLIER))) != 0) {
      throw new ProtocolException(PeerMisbehaved.MSG_KEY_MISMATCH);
    }
    quickAckToken = (int) fold | 0x8000_0000;
    return plain;
  }

  @Override
  public int quickAckToken() {
    return quickAckToken;
  }

  private static long fold(AuthKey key, Direction direction, byte[] data, int from, int to) {
    long fold = (key.auxHash() + direction.x()) * MULTIPLIER;
    for (int at = from; at < to; at += Long.BYTES) {
      fold = Long.rotateLeft((fold ^ Words.int64(data, at)) * MULTIPLIER, 29);
    }
    return fold ^ (fold >>> 32);
  }
}
