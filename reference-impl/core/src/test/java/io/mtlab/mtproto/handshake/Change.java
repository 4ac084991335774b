package io.mtlab.mtproto.handshake;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.tl.TlObject;
import io.mtlab.mtproto.tl.TlObjects;
import java.util.function.UnaryOperator;

/** Changes of a right frame, at a named place. */
final class Change {
  /** Where the first field of an object stands in a frame. */
  static final int NONCE = PlainMessage.HEADER_BYTES + 4;

  static final int SERVER_NONCE = NONCE + 16;

  /** The third field: a hash or an encrypted string. */
  static final int THIRD = SERVER_NONCE + 16;

  private Change() {}

  static UnaryOperator<Bytes> flip(int at) {
    return frame -> {
      byte[] changed = frame.toArray();
      changed[at < 0 ? changed.length + at : at] ^= 1;
      return Bytes.wrap(changed);
    };
  }

  static UnaryOperator<Bytes> put(int at, int value) {
    return frame -> {
      byte[] changed = frame.toArray();
      for (int i = 0; i < 4; i++) {
        changed[at + i] = (byte) (value >>> (8 * i));
      }
      return Bytes.wrap(changed);
    };
  }

  static UnaryOperator<Bytes> cut(int size) {
    return frame -> frame.slice(0, size);
  }

  /** Another object in the same message. */
  static UnaryOperator<Bytes> body(UnaryOperator<Bytes> change) {
    return frame -> {
      long id = frame.int64(8);
      return new PlainMessage(id, change.apply(frame.from(PlainMessage.HEADER_BYTES))).write();
    };
  }

  static UnaryOperator<Bytes> object(TlObject instead) {
    return body(before -> TlObjects.toBytes(instead));
  }
}
