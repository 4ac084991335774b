package io.mtlab.mtproto.transport;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.crypto.Direction;
import io.mtlab.mtproto.fault.Malformed;
import io.mtlab.mtproto.fault.ProtocolException;

/**
 * What one transport puts around a frame. A <em>unit</em> is what stands on the wire for one frame
 * or one quick-ack token, with its header. A codec that counts or enciphers is an object of one
 * connection; one without state may be shared.
 */
interface Codec {
  /** The answer of {@link #unitBytes} where the header is not yet whole. */
  int MORE = 0;

  /**
   * The size of the unit that begins at {@code offset}, header included, told by the {@code count}
   * bytes (at least 1) that have arrived; {@link #MORE} if they do not tell. The size may be larger
   * than what has arrived, and is never larger than the limit.
   */
  int unitBytes(byte[] bytes, int offset, int count, Direction direction) throws ProtocolException;

  /** Tells what a whole unit holds. Error codes are frames here: only the client reads them so. */
  void decode(Bytes unit, Direction direction, Sink to) throws ProtocolException;

  /**
   * A frame on the wire.
   *
   * @param payload a multiple of 4 bytes, not empty, within the limit
   * @param wantsAck whether the server shall answer with a quick-ack token; only towards it
   */
  Bytes encode(Bytes payload, boolean wantsAck, Direction direction);

  /** Whether there are quick acks at all; without them no wish for one is heard. */
  default boolean hasQuickAcks() {
    return true;
  }

  /** A quick-ack token on the wire, from the server. */
  Bytes encodeQuickAck(int token);

  /** A unit in the middle of a connection, freed of what its place in the stream put into it. */
  default Bytes observed(Bytes unit, Direction direction) {
    return unit;
  }

  /** An {@link #observed} unit as it stands at its new place, if others are missing. */
  default Bytes encodeAnew(Bytes unit, Direction direction) {
    return unit;
  }

  // What all framings of a stream have in common.

  /** Refuses a payload length from the wire before anything is allocated for it. */
  static void checkAnnounced(int bytes) throws ProtocolException {
    if (bytes > Framing.FRAME_BYTES_MAX) {
      throw new ProtocolException(Malformed.FRAME_TOO_LONG);
    }
    if (bytes <= 0 || bytes % 4 != 0) {
      throw new ProtocolException(Malformed.FRAME_LENGTH);
    }
  }

  /** Refuses to send what no peer accepts: that would be our own bug. */
  static void checkSent(Bytes payload) {
    int bytes = payload.size();
    if (bytes == 0 || bytes % 4 != 0 || bytes > Framing.FRAME_BYTES_MAX) {
      throw new IllegalArgumentException("a frame of " + bytes + " bytes");
    }
  }

  /** Hands on a whole frame of the client's or the server's. */
  static void decoded(Bytes payload, boolean wantsAck, Sink to) {
    if (wantsAck) {
      to.frameToAcknowledge(payload);
    } else {
      to.frame(payload);
    }
  }
}
