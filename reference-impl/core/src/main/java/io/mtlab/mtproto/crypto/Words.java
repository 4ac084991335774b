package io.mtlab.mtproto.crypto;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Little-endian words in byte arrays, and the comparison that does not stop early. */
final class Words {
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private Words() {}

  static int int32(byte[] array, int at) {
    return (int) INT.get(array, at);
  }

  static long int64(byte[] array, int at) {
    return (long) LONG.get(array, at);
  }

  static void putInt64(byte[] array, int at, long value) {
    LONG.set(array, at, value);
  }

  /** Whether 16 bytes are equal, in a time that does not depend on them. */
  static boolean sixteenEqual(byte[] left, int leftAt, byte[] right, int rightAt) {
    long difference =
        (int64(left, leftAt) ^ int64(right, rightAt))
            | (int64(left, leftAt + Long.BYTES) ^ int64(right, rightAt + Long.BYTES));
    return difference == 0;
  }
}
