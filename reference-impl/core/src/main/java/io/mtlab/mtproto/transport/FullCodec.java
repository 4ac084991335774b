package io.mtlab.mtproto.transport;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.crypto.Direction;
import io.mtlab.mtproto.fault.Malformed;
import io.mtlab.mtproto.fault.ProtocolException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Numbered frames with a checksum; no tag, no quick acks. Each direction counts what is read and
 * what is written on its own, so that one in the middle can leave frames out.
 *
 * @see <a href="https://core.telegram.org/mtproto/mtproto-transports#full">full</a>
 */
final class FullCodec implements Codec {
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  private final Numbers toServer = new Numbers();
  private final Numbers toClient = new Numbers();

  /** The next numbers of one direction; they wrap. */
  private static final class Numbers {
    int read;
    int written;
  }

  @Override
  public int unitBytes(byte[] bytes, int offset, int count, Direction direction)
      throws ProtocolException {
    if (count < Integer.BYTES) {
      return MORE;
    }
    int length = (int) INT.get(bytes, offset);
    if (length < FullFrame.OVERHEAD_BYTES || length % 4 != 0) {
      throw new ProtocolException(
          length > Framing.FRAME_BYTES_MAX ? Malformed.FRAME_TOO_LONG : Malformed.FRAME_LENGTH);
    }
    if (length > Framing.FRAME_BYTES_MAX + FullFrame.OVERHEAD_BYTES) {
      throw new ProtocolException(Malformed.FRAME_TOO_LONG);
    }
    return length;
  }

  @Override
  public void decode(Bytes unit, Direction direction, Sink to) throws ProtocolException {
    FullFrame frame = FullFrame.decode(unit);
    Numbers next = numbers(direction);
    if (frame.number() != next.read) {
      throw new ProtocolException(Malformed.FRAME_NUMBER);
    }
    next.read++;
    to.frame(frame.payload());
  }

  @Override
  public Bytes encode(Bytes payload, boolean wantsAck, Direction direction) {
    Codec.checkSent(payload);
    int number = numbers(direction).written++;
    return new FullFrame(number, payload).encode();
  }

  @Override
  public boolean hasQuickAcks() {
    return false;
  }

  @Override
  public Bytes encodeQuickAck(int token) {
    throw new IllegalStateException("full frames know no quick acks");
  }

  /** The number becomes the distance from the one that was due: 0 for an honest peer. */
  @Override
  public Bytes observed(Bytes unit, Direction direction) {
    return FullFrame.renumbered(unit, -numbers(direction).read++);
  }

  @Override
  public Bytes encodeAnew(Bytes unit, Direction direction) {
    return FullFrame.renumbered(unit, numbers(direction).written++);
  }

  private Numbers numbers(Direction direction) {
    return direction == Direction.TO_SERVER ? toServer : toClient;
  }
}
