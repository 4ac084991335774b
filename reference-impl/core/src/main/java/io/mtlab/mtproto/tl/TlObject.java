package io.mtlab.mtproto.tl;

/** A value that stands on the wire with its constructor's (or method's) number before it. */
public interface TlObject {
  /** The number, as the schema gives it: {@code 0x05162463} for {@code resPQ#05162463}. */
  int constructorId();

  /** Writes the number and the fields. */
  void write(TlWriter writer);
}
