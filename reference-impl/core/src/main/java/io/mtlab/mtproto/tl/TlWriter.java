package io.mtlab.mtproto.tl;

import io.mtlab.mtproto.bytes.Bytes;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Appends the base types to an array that grows. Values that no form can hold are our own bugs:
 * {@link IllegalArgumentException}.
 *
 * @see <a href="https://core.telegram.org/mtproto/serialize#base-types">base types</a>
 */
public final class TlWriter {
  private static final int CAPACITY = 256;

  /** Up to this size the array grows by four: most objects that outgrow it are pages. */
  private static final int CAPACITY_OF_PAGE = 16 << 10;

  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private byte[] array;
  private int at;

  /** An empty one. */
  public TlWriter() {
    this(CAPACITY);
  }

  /** An empty one that need not grow before so many bytes. */
  public TlWriter(int capacity) {
    this.array = new byte[capacity];
  }

  /** The number of bytes so far. */
  public int size() {
    return at;
  }

  /** The bytes so far. Shares the array, whose written part never changes any more. */
  public Bytes toBytes() {
    return Bytes.wrap(array, 0, at);
  }

  /** {@code int}, or a number of a constructor. */
  public void int32(int value) {
    reserve(4);
    INT.set(array, at, value);
    at += 4;
  }

  /** {@code long}. */
  public void int64(long value) {
    reserve(8);
    LONG.set(array, at, value);
    at += 8;
  }

  /** {@code double}. */
  public void float64(double value) {
    int64(Double.doubleToRawLongBits(value));
  }

  /** {@code int128}. */
  public void int128(Bytes value) {
    sized(value, 16);
  }

  /** {@code int256}. */
  public void int256(Bytes value) {
    sized(value, 32);
  }

  /** The bytes as they are. */
  public void raw(Bytes value) {
    reserve(value.size());
    value.copyTo(array, at);
    at += value.size();
  }

  /** {@code Bool}. */
  public void bool(boolean value) {
    int32(value ? TlBool.TRUE_ID : TlBool.FALSE_ID);
  }

  /** {@code bytes}. */
  public void bytes(Bytes value) {
    string(value.sharedArray(), value.sharedOffset(), value.size());
  }

  /** {@code string}, in UTF-8. */
  public void string(String value) {
    byte[] text = value.getBytes(StandardCharsets.UTF_8);
    string(text, 0, text.length);
  }

  /** An object with its number. */
  public void object(TlObject value) {
    value.write(this);
  }

  /** {@code Vector}: the number, the count and the elements. */
  public <T> void vector(List<T> values, TlWrite<? super T> element) {
    int32(TlReader.VECTOR);
    bareVector(values, element);
  }

  /** {@code vector}: the count and the elements. */
  public <T> void bareVector(List<T> values, TlWrite<? super T> element) {
    int32(values.size());
    for (T value : values) {
      element.write(this, value);
    }
  }

  private void sized(Bytes value, int size) {
    if (value.size() != size) {
      throw new IllegalArgumentException(value.size() + " bytes instead of " + size);
    }
    raw(value);
  }

  private void string(byte[] from, int offset, int size) {
    if (size > TlLimits.STRING_MAX) {
      throw new IllegalArgumentException("a string of " + size + " bytes");
    }
    reserve(size + 8);
    int start = at;
    if (size < TlReader.LONG_FORM) {
      array[at++] = (byte) size;
    } else {
      INT.set(array, at, size << 8 | TlReader.LONG_FORM);
      at += 4;
    }
    System.arraycopy(from, offset, array, at, size);
    at += size;
    // What lies ahead is still zero: nothing was ever written there.
    at += -(at - start) & 3;
  }

  private void reserve(int size) {
    if (size > array.length - at) {
      int least = Math.addExact(at, size);
      long wider = array.length < CAPACITY_OF_PAGE ? 4L * array.length : 2L * array.length;
      array = Arrays.copyOf(array, (int) Math.min(Integer.MAX_VALUE - 8L, Math.max(wider, least)));
    }
  }
}
