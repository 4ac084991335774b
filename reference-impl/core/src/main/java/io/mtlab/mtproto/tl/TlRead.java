package io.mtlab.mtproto.tl;

import io.mtlab.mtproto.fault.ProtocolException;

/** Reads one value. */
@FunctionalInterface
public interface TlRead<T> {
  /** The value at the reader's place, which moves behind it. */
  T read(TlReader reader) throws ProtocolException;
}
