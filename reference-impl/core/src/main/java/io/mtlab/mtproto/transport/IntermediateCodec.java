package io.mtlab.mtproto.transport;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.crypto.Direction;
import io.mtlab.mtproto.fault.ProtocolException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The length in bytes, four of them, little-endian. Bit 31 asks for a quick ack, or, from the
 * server, says that these four bytes are a token.
 *
 * @see <a href="https://core.telegram.org/mtproto/mtproto-transports#intermediate">intermediate</a>
 */
final class IntermediateCodec implements Codec {
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int ACK_BIT = 1 << 31;
  private static final int HEADER_BYTES = 4;

  @Override
  public int unitBytes(byte[] bytes, int offset, int count, Direction direction)
      throws ProtocolException {
    if (count < HEADER_BYTES) {
      return MORE;
    }
    int head = (int) INT.get(bytes, offset);
    if (isToken(head, direction)) {
      return HEADER_BYTES;
    }
    int length = head & ~ACK_BIT;
    Codec.checkAnnounced(length);
    return HEADER_BYTES + length;
  }

  @Override
  public void decode(Bytes unit, Direction direction, Sink to) {
    int head = unit.int32(0);
    if (isToken(head, direction)) {
      to.quickAck(head);
    } else {
      Codec.decoded(unit.from(HEADER_BYTES), head < 0, to);
    }
  }

  @Override
  public Bytes encode(Bytes payload, boolean wantsAck, Direction direction) {
    Codec.checkSent(payload);
    byte[] unit = new byte[HEADER_BYTES + payload.size()];
    INT.set(unit, 0, payload.size() | (wantsAck ? ACK_BIT : 0));
    payload.copyTo(unit, HEADER_BYTES);
    return Bytes.wrap(unit);
  }

  @Override
  public Bytes encodeQuickAck(int token) {
    byte[] unit = new byte[HEADER_BYTES];
    INT.set(unit, 0, token);
    return Bytes.wrap(unit);
  }

  private static boolean isToken(int head, Direction direction) {
    return direction == Direction.TO_CLIENT && head < 0;
  }
}
