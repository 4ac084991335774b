package io.mtlab.mtproto.transport;

import io.mtlab.mtproto.bytes.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * What the first bytes of a stream from a client say of its transport. Nothing is said before four
 * of them are there: all transports send more than that at once, so nobody waits, and no transport
 * is taken for another one whose first byte is the same.
 *
 * @see <a href="https://core.telegram.org/mtproto/mtproto-transports#transport-obfuscation">the
 *     values that an obfuscated stream does not begin with</a>
 */
enum FirstBytes {
  /** More bytes are needed. */
  TOO_FEW(null),
  ABRIDGED(Framing.ABRIDGED),
  INTERMEDIATE(Framing.INTERMEDIATE),
  PADDED(Framing.PADDED),
  /** The number 0 behind a length. */
  FULL(Framing.FULL),
  /** A method of HTTP. */
  HTTP(null),
  /** A record of TLS with a ClientHello. */
  TLS(null),
  /** The header of an obfuscated stream, if anything. */
  CHANCE(null);

  private static final int DECIDING_BYTES = 4;
  private static final int POST = 0x54534f50;
  private static final int GET = 0x20544547;
  private static final int HEAD = 0x44414548;
  private static final int OPTIONS = 0x4954504f;

  /** Where a full frame has its number. */
  private static final int NUMBER_AT = 4;

  private static final int RECORD_HEADER_BYTES = 5;
  private static final int HANDSHAKE_RECORD = 0x16;
  private static final int CLIENT_HELLO = 1;

  /** The first byte of the length of a record, which is at most 2^14 bytes. */
  private static final int RECORD_LENGTH_MAX = 0x40;

  private final @Nullable Framing framing;

  FirstBytes(@Nullable Framing framing) {
    this.framing = framing;
  }

  /** The framing of a stream that begins so and is nothing but frames. */
  @Nullable Framing framing() {
    return framing;
  }

  static FirstBytes of(Bytes first) {
    if (first.size() < DECIDING_BYTES) {
      return TOO_FEW;
    }
    for (FirstBytes row : values()) {
      Bytes tag = row.framing == null ? Bytes.EMPTY : row.framing.tag();
      if (!tag.isEmpty() && first.slice(0, tag.size()).equals(tag)) {
        return row;
      }
    }
    return switch (first.int32(0)) {
      case POST, GET, HEAD, OPTIONS -> HTTP;
      default -> {
        if (looksLikeTls(first)) {
          yield first.size() <= RECORD_HEADER_BYTES ? TOO_FEW : tlsOrNot(first);
        }
        yield fullOrNot(first);
      }
    };
  }

  private static boolean looksLikeTls(Bytes first) {
    boolean version = first.at(1) == 3 && (first.at(2) == 1 || first.at(2) == 3);
    return first.at(0) == HANDSHAKE_RECORD
        && version
        && first.at(3) >= 0
        && first.at(3) <= RECORD_LENGTH_MAX;
  }

  private static FirstBytes tlsOrNot(Bytes first) {
    return first.at(RECORD_HEADER_BYTES) == CLIENT_HELLO ? TLS : fullOrNot(first);
  }

  private static FirstBytes fullOrNot(Bytes first) {
    if (first.size() < NUMBER_AT + Integer.BYTES) {
      return TOO_FEW;
    }
    return first.int32(NUMBER_AT) == 0 ? FULL : CHANCE;
  }
}
