package io.mtlab.mtproto.handshake;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.fault.Malformed;
import io.mtlab.mtproto.fault.PeerMisbehaved;
import io.mtlab.mtproto.fault.ProtocolException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * A message without a key: auth_key_id 0 (8 bytes), msg_id (8), length (4), body. The length is a
 * positive multiple of four; what stands behind the body is padding of the transport.
 *
 * @param id the msg_id
 * @param body one TL object, perhaps with bytes behind it
 * @see <a href="https://core.telegram.org/mtproto/description#unencrypted-message">description</a>
 */
public record PlainMessage(long id, Bytes body) {
  /** Bytes in front of the body. */
  public static final int HEADER_BYTES = 20;

  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** Takes a frame apart. */
  public static PlainMessage read(Bytes frame) throws ProtocolException {
    if (frame.size() < HEADER_BYTES) {
      throw new ProtocolException(Malformed.PLAIN_MESSAGE_LENGTH);
    }
    if (frame.int64(0) != 0) {
      throw new ProtocolException(PeerMisbehaved.UNKNOWN_AUTH_KEY);
    }
    int length = frame.int32(16);
    if (length < 4 || (length & 3) != 0 || length > frame.size() - HEADER_BYTES) {
      throw new ProtocolException(Malformed.PLAIN_MESSAGE_LENGTH);
    }
    return new PlainMessage(frame.int64(8), frame.slice(HEADER_BYTES, HEADER_BYTES + length));
  }

  /** The frame that holds this message. */
  public Bytes write() {
    byte[] frame = new byte[HEADER_BYTES + body.size()];
    LONG.set(frame, 8, id);
    INT.set(frame, 16, body.size());
    body.copyTo(frame, HEADER_BYTES);
    return Bytes.wrap(frame);
  }

  /** The size only: a body may hold what is secret to the exchange. */
  @Override
  public String toString() {
    return "PlainMessage[" + Long.toUnsignedString(id) + ", " + body + "]";
  }
}
