package io.mtlab.mtproto.tl;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.fault.Malformed;
import io.mtlab.mtproto.fault.ProtocolException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the base types. Strict: only the shortest form of a string's length and only zeros as its
 * padding, so that a value has one form. After a fault the reader is of no further use. The {@link
 * Bytes} that it gives out share the array of those that it reads.
 *
 * @see <a href="https://core.telegram.org/mtproto/serialize#base-types">base types</a>
 */
public final class TlReader {
  /** {@code vector#1cb5c415}. */
  static final int VECTOR = 0x1cb5c415;

  /** The first byte of a string whose length stands in the next three. */
  static final int LONG_FORM = 0xfe;

  /** Places reserved ahead; more come as elements do, or nested counts would multiply. */
  private static final int RESERVED_MAX = 256;

  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final byte[] array;
  private final int end;
  private final TlLimits limits;
  private int at;
  private int depth;

  /** Reads these bytes within the {@linkplain TlLimits#DEFAULT default limits}. */
  public TlReader(Bytes bytes) {
    this(bytes, TlLimits.DEFAULT);
  }

  /** Reads these bytes. */
  public TlReader(Bytes bytes, TlLimits limits) {
    this.array = bytes.sharedArray();
    this.at = bytes.sharedOffset();
    this.end = at + bytes.size();
    this.limits = limits;
  }

  /** The number of bytes that are left. */
  public int left() {
    return end - at;
  }

  /** Refuses bytes that are left. */
  public void end() throws ProtocolException {
    if (at != end) {
      throw new ProtocolException(Malformed.TRAILING_BYTES);
    }
  }

  /** {@code int}, or a number of a constructor. */
  public int int32() throws ProtocolException {
    need(4);
    int value = (int) INT.get(array, at);
    at += 4;
    return value;
  }

  /** The next {@code int}, left standing. */
  public int peekInt32() throws ProtocolException {
    need(4);
    return (int) INT.get(array, at);
  }

  /** {@code long}. */
  public long int64() throws ProtocolException {
    need(8);
    long value = (long) LONG.get(array, at);
    at += 8;
    return value;
  }

  /** {@code double}. */
  public double float64() throws ProtocolException {
    return Double.longBitsToDouble(int64());
  }

  /** {@code int128}, in the order in which it stands. */
  public Bytes int128() throws ProtocolException {
    return raw(16);
  }

  /** {@code int256}, in the order in which it stands. */
  public Bytes int256() throws ProtocolException {
    return raw(32);
  }

  /** So many bytes as they are. */
  public Bytes raw(int size) throws ProtocolException {
    need(size);
    Bytes bytes = Bytes.wrap(array, at, size);
    at += size;
    return bytes;
  }

  /** All that is left. */
  public Bytes rest() throws ProtocolException {
    return raw(left());
  }

  /** {@code Bool}. */
  public boolean bool() throws ProtocolException {
    return switch (int32()) {
      case TlBool.TRUE_ID -> true;
      case TlBool.FALSE_ID -> false;
      default -> throw new ProtocolException(Malformed.NOT_A_BOOL);
    };
  }

  /** {@code bytes}. */
  public Bytes bytes() throws ProtocolException {
    int from = at;
    int size = stringSize();
    Bytes bytes = Bytes.wrap(array, at, size);
    at += size;
    padding(from);
    return bytes;
  }

  /** {@code string}: text in UTF-8. */
  public String string() throws ProtocolException {
    int from = at;
    int size = stringSize();
    String text = new String(array, at, size, StandardCharsets.UTF_8);
    // U+FFFD is what a broken sequence becomes, but may as well stand in the text itself.
    if (text.indexOf('\uFFFD') >= 0) {
      refuseBrokenText(size);
    }
    at += size;
    padding(from);
    return text;
  }

  /**
   * {@code Vector}: the number, the count and the elements.
   *
   * @param least the fewest bytes that an element can take
   */
  public <T> List<T> vector(int least, TlRead<T> element) throws ProtocolException {
    if (int32() != VECTOR) {
      throw new ProtocolException(Malformed.WRONG_TYPE);
    }
    return bareVector(least, element);
  }

  /**
   * {@code vector}: the count and the elements.
   *
   * @param least the fewest bytes that an element can take
   */
  public <T> List<T> bareVector(int least, TlRead<T> element) throws ProtocolException {
    int count = int32();
    if (count < 0 || count > limits.vectorMax() || count > left() / least) {
      throw new ProtocolException(Malformed.VECTOR_TOO_LONG);
    }
    if (count == 0) {
      return List.of();
    }
    if (count == 1) {
      return List.of(element.read(this));
    }
    List<T> list = new ArrayList<>(Math.min(count, RESERVED_MAX));
    for (int i = 0; i < count; i++) {
      list.add(element.read(this));
    }
    return List.copyOf(list);
  }

  /** Refuses another number than this one. */
  public void expect(int constructorId) throws ProtocolException {
    int id = int32();
    if (id != constructorId) {
      throw TlObjects.unexpected(id);
    }
  }

  /** Goes into an object that may hold others. */
  public void enter() throws ProtocolException {
    if (++depth > limits.depthMax()) {
      throw new ProtocolException(Malformed.TOO_DEEP);
    }
  }

  /** Leaves it again. */
  public void leave() {
    depth--;
  }

  private void need(int size) throws ProtocolException {
    if (size < 0 || size > end - at) {
      throw new ProtocolException(Malformed.TOO_SHORT);
    }
  }

  private int stringSize() throws ProtocolException {
    need(1);
    int first = array[at++] & 0xff;
    int size = first;
    if (first >= LONG_FORM) {
      if (first > LONG_FORM) {
        throw new ProtocolException(Malformed.STRING_LENGTH);
      }
      need(3);
      size = (array[at] & 0xff) | (array[at + 1] & 0xff) << 8 | (array[at + 2] & 0xff) << 16;
      at += 3;
      if (size < LONG_FORM) {
        throw new ProtocolException(Malformed.STRING_LENGTH);
      }
    }
    if (size > limits.stringMax()) {
      throw new ProtocolException(Malformed.STRING_TOO_LONG);
    }
    need(size);
    return size;
  }

  private void padding(int from) throws ProtocolException {
    int size = -(at - from) & 3;
    need(size);
    for (int i = 0; i < size; i++) {
      if (array[at++] != 0) {
        throw new ProtocolException(Malformed.STRING_PADDING);
      }
    }
  }

  private void refuseBrokenText(int size) throws ProtocolException {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(array, at, size));
    } catch (CharacterCodingException _) {
      throw new ProtocolException(Malformed.STRING_NOT_UTF8);
    }
  }
}
