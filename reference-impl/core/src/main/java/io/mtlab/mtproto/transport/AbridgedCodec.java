package io.mtlab.mtproto.transport;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.crypto.Direction;
import io.mtlab.mtproto.fault.Malformed;
import io.mtlab.mtproto.fault.ProtocolException;

/**
 * The length in words of four bytes: one byte up to 126, else {@code 7f} and three bytes. Bit 7 of
 * the first byte asks for a quick ack, or, from the server, begins a token.
 *
 * @see <a href="https://core.telegram.org/mtproto/mtproto-transports#abridged">abridged</a>
 */
final class AbridgedCodec implements Codec {
  private static final int LONG_FORM = 0x7f;
  private static final int ACK_BIT = 0x80;
  private static final int LONG_HEADER_BYTES = 4;

  @Override
  public int unitBytes(byte[] bytes, int offset, int count, Direction direction)
      throws ProtocolException {
    int first = bytes[offset];
    if (isToken(first, direction)) {
      return Integer.BYTES;
    }
    int words = first & LONG_FORM;
    if (words != LONG_FORM) {
      Codec.checkAnnounced(words * 4);
      return 1 + words * 4;
    }
    if (count < LONG_HEADER_BYTES) {
      return MORE;
    }
    words =
        (bytes[offset + 1] & 0xff)
            | ((bytes[offset + 2] & 0xff) << 8)
            | ((bytes[offset + 3] & 0xff) << 16);
    Codec.checkAnnounced(words * 4);
    // Nobody sends the long form for a short length; a server takes it for an attempt to confuse.
    if (words < LONG_FORM && direction == Direction.TO_SERVER) {
      throw new ProtocolException(Malformed.FRAME_LENGTH);
    }
    return LONG_HEADER_BYTES + words * 4;
  }

  @Override
  public void decode(Bytes unit, Direction direction, Sink to) {
    int first = unit.at(0);
    if (isToken(first, direction)) {
      to.quickAck(Integer.reverseBytes(unit.int32(0)));
      return;
    }
    int header = (first & LONG_FORM) == LONG_FORM ? LONG_HEADER_BYTES : 1;
    Codec.decoded(unit.from(header), (first & ACK_BIT) != 0, to);
  }

  @Override
  public Bytes encode(Bytes payload, boolean wantsAck, Direction direction) {
    Codec.checkSent(payload);
    int words = payload.size() / 4;
    int ack = wantsAck ? ACK_BIT : 0;
    int header = words < LONG_FORM ? 1 : LONG_HEADER_BYTES;
    byte[] unit = new byte[header + payload.size()];
    if (header == 1) {
      unit[0] = (byte) (words | ack);
    } else {
      unit[0] = (byte) (LONG_FORM | ack);
      unit[1] = (byte) words;
      unit[2] = (byte) (words >>> 8);
      unit[3] = (byte) (words >>> 16);
    }
    payload.copyTo(unit, header);
    return Bytes.wrap(unit);
  }

  /** The highest byte first, so that its bit 31 is the bit that tells it from a length. */
  @Override
  public Bytes encodeQuickAck(int token) {
    return Bytes.wrap(
        new byte[] {
          (byte) (token >>> 24), (byte) (token >>> 16), (byte) (token >>> 8), (byte) token
        });
  }

  private static boolean isToken(int first, Direction direction) {
    return direction == Direction.TO_CLIENT && (first & ACK_BIT) != 0;
  }
}
