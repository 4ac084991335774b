package io.mtlab.mtproto.transport.web;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.fault.Malformed;
import io.mtlab.mtproto.fault.ProtocolException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a stream into HTTP messages, however its bytes arrive. What is held is never more than what
 * arrived of one message, doubled: an announced length alone allocates nothing.
 */
final class MessageReader {
  private static final byte[] NOTHING = new byte[0];
  private static final int FIRST_BYTES = 512;
  private static final int END_BYTES = 4;

  /** Takes messages. */
  interface Messages {
    /**
     * A head has come.
     *
     * @param more whether some of its body has yet to come, whatever its length
     * @return the length of its body
     */
    int head(Head head, boolean more) throws ProtocolException;

    /** All bytes of a message, just before {@link #message}. */
    default void whole(Bytes bytes) {}

    /** A whole message. Returns whether more messages follow: if not, the rest is left alone. */
    boolean message(Head head, Bytes body) throws ProtocolException;
  }

  private byte[] held = NOTHING;
  private int heldBytes;
  private int scanned;
  private @Nullable Head head;
  private int headBytes;
  private int bodyBytes;

  /** Takes a piece of the stream; returns what follows the last message, else nothing. */
  Bytes read(Bytes piece, Messages to) throws ProtocolException {
    boolean joined = heldBytes > 0;
    if (joined) {
      hold(piece);
    }
    Bytes input = joined ? Bytes.wrap(held, 0, heldBytes) : piece;
    boolean untouched = true;
    while (!input.isEmpty() && beginsWhole(input, to)) {
      Head found = head;
      if (found == null || input.size() - headBytes < bodyBytes) {
        break;
      }
      Bytes body = input.slice(headBytes, headBytes + bodyBytes);
      to.whole(input.slice(0, headBytes + bodyBytes));
      input = input.from(headBytes + bodyBytes);
      untouched = false;
      head = null;
      scanned = 0;
      if (!to.message(found, body)) {
        forget();
        return input;
      }
    }
    if (!joined || !untouched) {
      forget();
      hold(input);
    }
    return Bytes.EMPTY;
  }

  /** The number of bytes that wait for the rest of their message. */
  int heldBytes() {
    return heldBytes;
  }

  /** What waits; nothing waits any more. */
  Bytes takeRest() {
    Bytes rest = Bytes.wrap(held, 0, heldBytes);
    forget();
    head = null;
    scanned = 0;
    return rest;
  }

  /** Whether the head at the beginning is there, now or since before. */
  private boolean beginsWhole(Bytes input, Messages to) throws ProtocolException {
    if (head != null) {
      return true;
    }
    int end = endOfHead(input);
    if (end < 0) {
      if (input.size() >= Head.BYTES_MAX) {
        throw new ProtocolException(Malformed.HTTP_HEAD_TOO_LONG);
      }
      return false;
    }
    Head found = Head.read(input.slice(0, end));
    headBytes = end;
    bodyBytes = to.head(found, end == input.size());
    head = found;
    return true;
  }

  /** The size of the head; -1 while its end is not there. */
  private int endOfHead(Bytes input) {
    int last = Math.min(input.size(), Head.BYTES_MAX) - END_BYTES;
    for (int at = scanned; at <= last; at++) {
      if (input.at(at + 1) == '\n'
          && input.at(at + 3) == '\n'
          && input.at(at) == '\r'
          && input.at(at + 2) == '\r') {
        return at + END_BYTES;
      }
    }
    scanned = Math.max(0, last + 1);
    return -1;
  }

  private void hold(Bytes piece) {
    int wanted = heldBytes + piece.size();
    if (wanted > held.length) {
      held = Arrays.copyOf(held, Math.max(wanted, Math.max(FIRST_BYTES, 2 * held.length)));
    }
    piece.copyTo(held, heldBytes);
    heldBytes = wanted;
  }

  private void forget() {
    held = NOTHING;
    heldBytes = 0;
  }
}
