package io.mtlab.mtproto.transport;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.crypto.Direction;
import io.mtlab.mtproto.crypto.Entropy;
import io.mtlab.mtproto.fault.Malformed;
import io.mtlab.mtproto.fault.ProtocolException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The length in bytes, four of them, little-endian, of the payload and the random bytes behind it,
 * which only the payload itself can tell from it. Bit 31 asks for a quick ack. A token is a frame
 * of its own: {@code ffffffff}, the token, 0 to 8 random bytes.
 *
 * @see <a href="https://core.telegram.org/mtproto/mtproto-transports#padded-intermediate">padded
 *     intermediate</a>
 */
final class PaddedCodec implements Codec {
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int ACK_BIT = 1 << 31;
  private static final int HEADER_BYTES = 4;
  private static final int PAYLOAD_BYTES_MIN = 4;

  /** Whoever pads with more is read, too: what is behind the payload does not matter. */
  private static final int LENGTH_MAX = Framing.FRAME_BYTES_MAX + 15;

  private static final int TOKEN_MARK = -1;
  private static final int TOKEN_BYTES_MIN = 8;
  private static final int TOKEN_BYTES_MAX = 16;

  /** Key id and message key; behind them blocks of 16 bytes. */
  private static final int SEALED_HEADER_BYTES = 24;

  private static final int BLOCK_BYTES = 16;

  /** Key id 0, message id and length. */
  private static final int PLAIN_HEADER_BYTES = 20;

  /** A shorter frame is an error code: padding must not make a message of it. */
  private static final int MESSAGE_BYTES_MIN = 16;

  private final Padding padding;
  private final Entropy entropy;

  PaddedCodec(Padding padding, Entropy entropy) {
    this.padding = padding;
    this.entropy = entropy;
  }

  @Override
  public int unitBytes(byte[] bytes, int offset, int count, Direction direction)
      throws ProtocolException {
    if (count < HEADER_BYTES) {
      return MORE;
    }
    int head = (int) INT.get(bytes, offset);
    int length = direction == Direction.TO_SERVER ? head & ~ACK_BIT : head;
    if (length < PAYLOAD_BYTES_MIN) {
      throw new ProtocolException(Malformed.FRAME_LENGTH);
    }
    if (length > LENGTH_MAX) {
      throw new ProtocolException(Malformed.FRAME_TOO_LONG);
    }
    return HEADER_BYTES + length;
  }

  @Override
  public void decode(Bytes unit, Direction direction, Sink to) {
    int length = unit.size() - HEADER_BYTES;
    if (direction == Direction.TO_CLIENT
        && length >= TOKEN_BYTES_MIN
        && length <= TOKEN_BYTES_MAX
        && unit.int32(HEADER_BYTES) == TOKEN_MARK) {
      to.quickAck(unit.int32(2 * HEADER_BYTES));
      return;
    }
    Bytes payload = unpadded(unit.from(HEADER_BYTES));
    Codec.decoded(payload, unit.int32(0) < 0, to);
  }

  private static Bytes unpadded(Bytes padded) {
    int size = padded.size();
    if (size >= SEALED_HEADER_BYTES && padded.int64(0) != 0) {
      return padded.slice(0, size - (size - SEALED_HEADER_BYTES) % BLOCK_BYTES);
    }
    if (size >= PLAIN_HEADER_BYTES && padded.int64(0) == 0) {
      int body = padded.int32(PLAIN_HEADER_BYTES - Integer.BYTES);
      if (body >= 0 && body <= size - PLAIN_HEADER_BYTES) {
        return padded.slice(0, PLAIN_HEADER_BYTES + body);
      }
    }
    return padded;
  }

  @Override
  public Bytes encode(Bytes payload, boolean wantsAck, Direction direction) {
    Codec.checkSent(payload);
    int padded = padding.draw(entropy);
    if (payload.size() < MESSAGE_BYTES_MIN) {
      padded = Math.min(padded, MESSAGE_BYTES_MIN - 1 - payload.size());
    }
    byte[] unit = new byte[HEADER_BYTES + payload.size() + padded];
    INT.set(unit, 0, (payload.size() + padded) | (wantsAck ? ACK_BIT : 0));
    payload.copyTo(unit, HEADER_BYTES);
    entropy.fill(unit, HEADER_BYTES + payload.size(), padded);
    return Bytes.wrap(unit);
  }

  @Override
  public Bytes encodeQuickAck(int token) {
    int most = TOKEN_BYTES_MAX - TOKEN_BYTES_MIN;
    int padded = (entropy.bytes(1)[0] & 0xff) % (most + 1);
    byte[] unit = new byte[HEADER_BYTES + TOKEN_BYTES_MIN + padded];
    INT.set(unit, 0, TOKEN_BYTES_MIN + padded);
    INT.set(unit, HEADER_BYTES, TOKEN_MARK);
    INT.set(unit, 2 * HEADER_BYTES, token);
    entropy.fill(unit, HEADER_BYTES + TOKEN_BYTES_MIN, padded);
    return Bytes.wrap(unit);
  }
}
