package io.mtlab.mtproto.tl;

/** Writes one value. */
@FunctionalInterface
public interface TlWrite<T> {
  /** Appends the value. */
  void write(TlWriter writer, T value);
}
