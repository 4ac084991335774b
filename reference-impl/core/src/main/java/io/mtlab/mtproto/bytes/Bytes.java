package io.mtlab.mtproto.bytes;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * An immutable slice of a byte array, equal by content. Integers are read little-endian, as TL
 * writes them. Slices share the array; nobody writes to it after it was wrapped.
 */
public final class Bytes implements Comparable<Bytes> {
  /** No bytes at all. */
  public static final Bytes EMPTY = new Bytes(new byte[0], 0, 0);

  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final byte[] array;
  private final int offset;
  private final int size;

  private Bytes(byte[] array, int offset, int size) {
    this.array = array;
    this.offset = offset;
    this.size = size;
  }

  /** Takes the array over without a copy: the caller must not write to it any more. */
  public static Bytes wrap(byte[] array) {
    return array.length == 0 ? EMPTY : new Bytes(array, 0, array.length);
  }

  /** Takes {@code size} bytes from {@code offset} over without a copy. */
  public static Bytes wrap(byte[] array, int offset, int size) {
    if (offset < 0 || size < 0 || size > array.length - offset) {
      throw new IndexOutOfBoundsException(size + " bytes at " + offset + " of " + array.length);
    }
    return size == 0 ? EMPTY : new Bytes(array, offset, size);
  }

  /** A copy of the array. */
  public static Bytes copyOf(byte[] array) {
    return wrap(array.clone());
  }

  /** The bytes that these hexadecimal digits name. */
  public static Bytes fromHex(String hex) {
    return wrap(HexFormat.of().parseHex(hex));
  }

  /** All parts, one behind the other. */
  public static Bytes concat(Bytes... parts) {
    int size = 0;
    for (Bytes part : parts) {
      size = Math.addExact(size, part.size);
    }
    byte[] joined = new byte[size];
    int at = 0;
    for (Bytes part : parts) {
      part.copyTo(joined, at);
      at += part.size;
    }
    return wrap(joined);
  }

  /** The number of bytes. */
  public int size() {
    return size;
  }

  /** Whether there are none. */
  public boolean isEmpty() {
    return size == 0;
  }

  /** The byte at {@code index}. */
  public byte at(int index) {
    return array[offset + checked(index, 1)];
  }

  /** The 4 bytes at {@code index} as a little-endian number. */
  public int int32(int index) {
    return (int) INT.get(array, offset + checked(index, 4));
  }

  /** The 8 bytes at {@code index} as a little-endian number. */
  public long int64(int index) {
    return (long) LONG.get(array, offset + checked(index, 8));
  }

  /** The bytes from {@code from} up to and without {@code to}; shares the array. */
  public Bytes slice(int from, int to) {
    if (from < 0 || to < from || to > size) {
      throw new IndexOutOfBoundsException(from + ".." + to + " of " + size + " bytes");
    }
    return from == to ? EMPTY : new Bytes(array, offset + from, to - from);
  }

  /** The bytes from {@code from} to the end; shares the array. */
  public Bytes from(int from) {
    return slice(from, size);
  }

  /** A new array with these bytes. */
  public byte[] toArray() {
    return Arrays.copyOfRange(array, offset, offset + size);
  }

  /** Writes these bytes into {@code target} from index {@code at}. */
  public void copyTo(byte[] target, int at) {
    System.arraycopy(array, offset, target, at, size);
  }

  /** The shared array, for reading only: ciphers and sockets take it without a copy. */
  public byte[] sharedArray() {
    return array;
  }

  /** Where these bytes begin in {@link #sharedArray()}. */
  public int sharedOffset() {
    return offset;
  }

  /** Equality in a time that depends on the length only: for secrets. */
  public boolean equalsInConstantTime(Bytes other) {
    return MessageDigest.isEqual(toArray(), other.toArray());
  }

  /** Lower-case hexadecimal digits. */
  public String toHex() {
    return HexFormat.of().formatHex(array, offset, offset + size);
  }

  private int checked(int index, int width) {
    if (index < 0 || index > size - width) {
      throw new IndexOutOfBoundsException(width + " bytes at " + index + " of " + size);
    }
    return index;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Bytes that
        && Arrays.equals(
            array, offset, offset + size, that.array, that.offset, that.offset + that.size);
  }

  @Override
  public int hashCode() {
    int hash = 1;
    for (int i = offset; i < offset + size; i++) {
      hash = 31 * hash + array[i];
    }
    return hash;
  }

  @Override
  public int compareTo(Bytes other) {
    return Arrays.compareUnsigned(
        array, offset, offset + size, other.array, other.offset, other.offset + other.size);
  }

  /** The size only: bytes may be secret. */
  @Override
  public String toString() {
    return "Bytes[" + size + "]";
  }
}
