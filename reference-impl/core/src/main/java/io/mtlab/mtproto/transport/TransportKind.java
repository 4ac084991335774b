package io.mtlab.mtproto.transport;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.fault.Malformed;
import io.mtlab.mtproto.fault.ProtocolException;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The transports that are spoken here, one row each. The order is that in which a server looks at
 * the first bytes: the first row that does not say no decides.
 */
// The checker cannot see that Bytes never change and that the constructors given here hold nothing.
@SuppressWarnings("ImmutableEnumChecker")
public enum TransportKind {
  /**
   * One byte or four of length.
   *
   * @see <a href="https://core.telegram.org/mtproto/mtproto-transports#abridged">abridged</a>
   */
  ABRIDGED("ef", AbridgedCodec::new),

  /**
   * Four bytes of length.
   *
   * @see <a href="https://core.telegram.org/mtproto/mtproto-transports#intermediate">
   *     intermediate</a>
   */
  INTERMEDIATE("eeeeeeee", IntermediateCodec::new);

  /**
   * The largest payload of a frame that is sent or read: 16 MiB. The documentation names no limit;
   * clients and proxies in the field have 4 to 16 MiB.
   */
  public static final int FRAME_BYTES_MAX = 1 << 24;

  private static final List<TransportKind> ROWS = List.of(values());

  private final Bytes tag;
  private final Opening opening;
  private final Supplier<Codec> codecs;

  TransportKind(String tag, Supplier<Codec> codecs) {
    this.tag = Bytes.fromHex(tag);
    this.opening = Opening.tag(this.tag);
    this.codecs = codecs;
  }

  /** What the client sends once, before its first frame. The server never sends it. */
  Bytes tag() {
    return tag;
  }

  /** The codec for one connection. */
  Codec codec() {
    return codecs.get();
  }

  /** The transport that begins with these bytes; null while they are too few to tell. */
  static @Nullable TransportKind recognised(Bytes first) throws ProtocolException {
    for (TransportKind row : ROWS) {
      switch (row.opening.match(first)) {
        case YES -> {
          return row;
        }
        case UNDECIDED -> {
          return null;
        }
        case NO -> {}
      }
    }
    throw new ProtocolException(Malformed.UNKNOWN_TRANSPORT);
  }
}
