package io.mtlab.mtproto.tl;

import io.mtlab.mtproto.fault.ProtocolException;

/** {@code Bool} where it is an object of its own: the answer of a query. */
public enum TlBool implements TlObject {
  /** {@code boolTrue#997275b5}. */
  TRUE(TlBool.TRUE_ID),
  /** {@code boolFalse#bc799737}. */
  FALSE(TlBool.FALSE_ID);

  /** The number of {@code boolTrue}. */
  public static final int TRUE_ID = 0x997275b5;

  /** The number of {@code boolFalse}. */
  public static final int FALSE_ID = 0xbc799737;

  private final int constructorId;

  TlBool(int constructorId) {
    this.constructorId = constructorId;
  }

  /** The object for a value. */
  public static TlBool of(boolean value) {
    return value ? TRUE : FALSE;
  }

  /** Reads one. */
  public static TlBool read(TlReader reader) throws ProtocolException {
    return of(reader.bool());
  }

  /** Whether it is {@link #TRUE}. */
  public boolean value() {
    return this == TRUE;
  }

  @Override
  public int constructorId() {
    return constructorId;
  }

  @Override
  public void write(TlWriter writer) {
    writer.int32(constructorId);
  }
}
