package io.mtlab.mtproto.transport;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.fault.Malformed;
import io.mtlab.mtproto.fault.ProtocolException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.zip.CRC32;

/**
 * A frame of the full transport: its length with all of itself, its number, the payload, and the
 * CRC32 of everything before it.
 *
 * @param number counts the frames of a connection and direction from 0
 * @param payload a multiple of 4 bytes, also none
 * @see <a href="https://core.telegram.org/mtproto/mtproto-transports#full">full</a>
 */
public record FullFrame(int number, Bytes payload) {
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  /** Length, number and CRC32, in bytes. */
  static final int OVERHEAD_BYTES = 12;

  private static final int NUMBER_AT = 4;
  private static final int PAYLOAD_AT = 8;
  private static final int CHECKSUM_BYTES = 4;

  /**
   * A frame from the wire.
   *
   * @param unit 12 bytes or more, as its length says
   * @throws ProtocolException FRAME_CHECKSUM
   */
  public static FullFrame decode(Bytes unit) throws ProtocolException {
    int end = unit.size() - CHECKSUM_BYTES;
    if (unit.int32(end) != checksum(unit.sharedArray(), unit.sharedOffset(), end)) {
      throw new ProtocolException(Malformed.FRAME_CHECKSUM);
    }
    return new FullFrame(unit.int32(NUMBER_AT), unit.slice(PAYLOAD_AT, end));
  }

  /** The frame on the wire. */
  public Bytes encode() {
    int size = OVERHEAD_BYTES + payload.size();
    byte[] unit = new byte[size];
    INT.set(unit, 0, size);
    INT.set(unit, NUMBER_AT, number);
    payload.copyTo(unit, PAYLOAD_AT);
    int end = size - CHECKSUM_BYTES;
    INT.set(unit, end, checksum(unit, 0, end));
    return Bytes.wrap(unit);
  }

  /**
   * The same frame with a number that is larger by {@code step}. A CRC32 that was right stays so,
   * and one that was wrong stays wrong by the same bits.
   */
  static Bytes renumbered(Bytes unit, int step) {
    byte[] moved = unit.toArray();
    int end = moved.length - CHECKSUM_BYTES;
    int wrong = unit.int32(end) ^ checksum(moved, 0, end);
    INT.set(moved, NUMBER_AT, unit.int32(NUMBER_AT) + step);
    INT.set(moved, end, checksum(moved, 0, end) ^ wrong);
    return Bytes.wrap(moved);
  }

  private static int checksum(byte[] array, int offset, int size) {
    CRC32 sum = new CRC32();
    sum.update(array, offset, size);
    return (int) sum.getValue();
  }
}
