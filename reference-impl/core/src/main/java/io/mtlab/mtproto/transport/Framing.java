package io.mtlab.mtproto.transport;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.crypto.Entropy;
import org.jspecify.annotations.Nullable;

/**
 * How frames are cut in a stream.
 *
 * @see <a href="https://core.telegram.org/mtproto/mtproto-transports">transports</a>
 */
// The checker cannot see that Bytes never change.
@SuppressWarnings("ImmutableEnumChecker")
public enum Framing {
  /**
   * One byte or four of length.
   *
   * @see <a href="https://core.telegram.org/mtproto/mtproto-transports#abridged">abridged</a>
   */
  ABRIDGED("ef"),

  /**
   * Four bytes of length.
   *
   * @see <a href="https://core.telegram.org/mtproto/mtproto-transports#intermediate">
   *     intermediate</a>
   */
  INTERMEDIATE("eeeeeeee"),

  /**
   * Four bytes of length, and random bytes behind the payload.
   *
   * @see <a href="https://core.telegram.org/mtproto/mtproto-transports#padded-intermediate">padded
   *     intermediate</a>
   */
  PADDED("dddddddd"),

  /**
   * Length, number and CRC32.
   *
   * @see <a href="https://core.telegram.org/mtproto/mtproto-transports#full">full</a>
   */
  FULL("");

  /**
   * The largest payload of a frame that is sent or read: 16 MiB. The documentation names no limit;
   * clients and proxies in the field have 4 to 16 MiB.
   */
  public static final int FRAME_BYTES_MAX = 1 << 24;

  private final Bytes tag;

  Framing(String tag) {
    this.tag = Bytes.fromHex(tag);
  }

  /** What the client sends once, before its first frame. The server never sends it. */
  Bytes tag() {
    return tag;
  }

  /**
   * The framing whose tag, repeated to four bytes, stands in an obfuscated header; null if none.
   */
  static @Nullable Framing ofTag(int tag) {
    return switch (tag) {
      case 0xefefefef -> ABRIDGED;
      case 0xeeeeeeee -> INTERMEDIATE;
      case 0xdddddddd -> PADDED;
      default -> null;
    };
  }

  /** The codec for one connection. */
  Codec codec(Padding padding, Entropy entropy) {
    return switch (this) {
      case ABRIDGED -> new AbridgedCodec();
      case INTERMEDIATE -> new IntermediateCodec();
      case PADDED -> new PaddedCodec(padding, entropy);
      case FULL -> new FullCodec();
    };
  }
}
