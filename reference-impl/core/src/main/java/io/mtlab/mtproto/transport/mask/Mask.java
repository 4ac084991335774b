package io.mtlab.mtproto.transport.mask;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.crypto.AesCtr;

/** The key stream of one direction: it runs on for the whole connection. */
public final class Mask {
  private final AesCtr stream;

  Mask(byte[] key, byte[] iv) {
    stream = new AesCtr(key, iv);
  }

  /** The next bytes of the connection, masked or unmasked: a copy, since others share them. */
  public Bytes apply(Bytes bytes) {
    byte[] copy = bytes.toArray();
    stream.apply(copy, 0, copy.length);
    return Bytes.wrap(copy);
  }

  /** The same in an array of the caller's own, which nobody has seen yet. */
  public void apply(byte[] own, int offset, int size) {
    stream.apply(own, offset, size);
  }
}
