package io.mtlab.mtproto.transport;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.fault.Malformed;
import io.mtlab.mtproto.fault.ProtocolException;

/** The rules on lengths that all framings of a stream have in common. */
final class FrameLengths {
  private FrameLengths() {}

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
