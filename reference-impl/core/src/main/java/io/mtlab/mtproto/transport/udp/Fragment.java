package io.mtlab.mtproto.transport.udp;

import io.mtlab.mtproto.bytes.Bytes;
import java.util.ArrayList;
import java.util.List;

/**
 * A piece of a frame: frame number (4), index (2), count (2), then the bytes.
 *
 * @param frame counts the frames of its sender from 0, and begins again after 2^32
 * @param index which piece, from 0
 * @param count how many pieces the frame has, at least 1
 * @param bytes of the frame; all pieces but the last have the same size
 */
record Fragment(int frame, int index, int count, Bytes bytes) {
  static final int HEADER_BYTES = 8;

  /** The most bytes of a frame in one datagram: 1,164. */
  static final int BYTES_MAX = Datagram.BYTES_MAX - Datagram.HEADER_BYTES - HEADER_BYTES;

  private static final int UNSIGNED = 0xffff;

  static Fragment read(Bytes rest) {
    int indexAndCount = rest.int32(4);
    int index = indexAndCount & UNSIGNED;
    int count = indexAndCount >>> Short.SIZE;
    return new Fragment(rest.int32(0), index, count, rest.from(HEADER_BYTES));
  }

  /** Cuts a frame. */
  static List<Fragment> cut(int number, Bytes frame) {
    int count = Math.max(1, (frame.size() + BYTES_MAX - 1) / BYTES_MAX);
    List<Fragment> fragments = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      int end = Math.min(frame.size(), (i + 1) * BYTES_MAX);
      fragments.add(new Fragment(number, i, count, frame.slice(i * BYTES_MAX, end)));
    }
    return fragments;
  }

  Bytes write() {
    byte[] wire = new byte[HEADER_BYTES + bytes.size()];
    for (int i = 0; i < Integer.BYTES; i++) {
      wire[i] = (byte) (frame >>> (Byte.SIZE * i));
    }
    wire[4] = (byte) index;
    wire[5] = (byte) (index >>> Byte.SIZE);
    wire[6] = (byte) count;
    wire[7] = (byte) (count >>> Byte.SIZE);
    bytes.copyTo(wire, HEADER_BYTES);
    return Bytes.wrap(wire);
  }
}
