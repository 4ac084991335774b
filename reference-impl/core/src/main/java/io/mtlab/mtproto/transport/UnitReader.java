package io.mtlab.mtproto.transport;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.crypto.Direction;
import io.mtlab.mtproto.fault.ProtocolException;
import java.util.Arrays;

/**
 * Cuts one direction of a connection into units, however its bytes arrive. A unit that lies whole
 * in a piece is not copied; of any other each byte is copied a bounded number of times. What is
 * held is never more than what arrived of one unit, doubled: an announced length alone allocates
 * nothing.
 */
final class UnitReader {
  private static final byte[] NOTHING = new byte[0];
  private static final int FIRST_BYTES = 64;

  /** Takes whole units, in order. */
  @FunctionalInterface
  interface Units {
    void unit(Bytes unit) throws ProtocolException;
  }

  private final Codec codec;
  private final Direction direction;
  private byte[] held = NOTHING;
  private int heldBytes;

  /**
   * The size of the unit that is held in part; {@link Codec#MORE} while its header is not whole.
   */
  private int unitBytes;

  UnitReader(Codec codec, Direction direction) {
    this.codec = codec;
    this.direction = direction;
  }

  /**
   * Takes a piece of the stream. After an exception the stream has no more borders: what had not
   * been cut, the piece's rest included, is left to {@link #takeRest}.
   */
  void read(Bytes piece, Units to) throws ProtocolException {
    int at = heldBytes == 0 ? 0 : complete(piece, to);
    byte[] array = piece.sharedArray();
    while (at < piece.size()) {
      int left = piece.size() - at;
      int bytes;
      try {
        bytes = codec.unitBytes(array, piece.sharedOffset() + at, left, direction);
      } catch (ProtocolException e) {
        hold(piece, at, left);
        throw e;
      }
      if (bytes == Codec.MORE || bytes > left) {
        unitBytes = bytes;
        hold(piece, at, left);
        return;
      }
      to.unit(piece.slice(at, at + bytes));
      at += bytes;
    }
  }

  /** The number of bytes that wait for the rest of their unit. */
  int heldBytes() {
    return heldBytes;
  }

  /** What waits; nothing waits any more. */
  Bytes takeRest() {
    Bytes rest = Bytes.wrap(held, 0, heldBytes);
    held = NOTHING;
    heldBytes = 0;
    unitBytes = Codec.MORE;
    return rest;
  }

  /** Goes on with the unit that is held in part; answers how much of the piece it took. */
  private int complete(Bytes piece, Units to) throws ProtocolException {
    int at = 0;
    while (unitBytes == Codec.MORE && at < piece.size()) {
      hold(piece, at, 1);
      at++;
      try {
        unitBytes = codec.unitBytes(held, 0, heldBytes, direction);
      } catch (ProtocolException e) {
        hold(piece, at, piece.size() - at);
        throw e;
      }
    }
    if (unitBytes != Codec.MORE) {
      int taken = Math.min(unitBytes - heldBytes, piece.size() - at);
      hold(piece, at, taken);
      at += taken;
      if (heldBytes == unitBytes) {
        to.unit(takeRest());
      }
    }
    return at;
  }

  private void hold(Bytes piece, int from, int count) {
    int wanted = heldBytes + count;
    if (wanted > held.length) {
      int capacity = Math.max(wanted, Math.max(FIRST_BYTES, 2 * held.length));
      if (unitBytes != Codec.MORE) {
        capacity = Math.max(wanted, Math.min(capacity, unitBytes));
      }
      held = Arrays.copyOf(held, capacity);
    }
    piece.slice(from, from + count).copyTo(held, heldBytes);
    heldBytes = wanted;
  }
}
