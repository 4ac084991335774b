package io.mtlab.mtproto.tl;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.fault.ProtocolException;
import java.util.List;

/**
 * {@code Vector} where it is an object of its own: the answer of a query.
 *
 * @param elements objects, or values of base types: {@link Integer}, {@link Long}, {@link Double},
 *     {@link Boolean}, {@link String}, {@link Bytes}
 */
public record TlVector<T>(List<T> elements) implements TlObject {
  /** Copies the elements. */
  public TlVector {
    elements = List.copyOf(elements);
  }

  /** Reads one with elements of at least so many bytes. */
  public static <T> TlVector<T> read(TlReader reader, int least, TlRead<T> element)
      throws ProtocolException {
    return new TlVector<>(reader.vector(least, element));
  }

  @Override
  public int constructorId() {
    return TlReader.VECTOR;
  }

  @Override
  public void write(TlWriter writer) {
    writer.vector(elements, TlVector::element);
  }

  private static void element(TlWriter writer, Object element) {
    switch (element) {
      case TlObject object -> object.write(writer);
      case Integer number -> writer.int32(number);
      case Long number -> writer.int64(number);
      case Double number -> writer.float64(number);
      case Boolean bool -> writer.bool(bool);
      case String text -> writer.string(text);
      case Bytes bytes -> writer.bytes(bytes);
      default -> throw new IllegalArgumentException("no TL type: " + element.getClass());
    }
  }

  /** The count only: elements may be secret. */
  @Override
  public String toString() {
    return "vector#1cb5c415[" + elements.size() + "]";
  }
}
