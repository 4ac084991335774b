package io.mtlab.schema;

import java.util.List;

/**
 * One declaration: a constructor of a type, or a method.
 *
 * @param kind which of the two
 * @param name with its name space, such as {@code auth.sendCode}
 * @param id the number on the wire: the given one, or else the computed one
 * @param parameters what stands in braces
 * @param builtin whether the body is {@code ?}: the value's form is not described in TL
 * @param fields in the order of the wire
 * @param result a constructor's type, or the type of a method's answer
 */
public record Combinator(
    Kind kind,
    String name,
    int id,
    List<TypeParameter> parameters,
    boolean builtin,
    List<Field> fields,
    TypeExpression result) {

  /** Constructor or method. */
  public enum Kind {
    /** Declared under {@code ---types---}. */
    CONSTRUCTOR,
    /** Declared under {@code ---functions---}. */
    METHOD
  }

  /** Copies the lists. */
  public Combinator {
    parameters = List.copyOf(parameters);
    fields = List.copyOf(fields);
  }

  /**
   * The text whose CRC-32 is the number: without number, semicolon, braces, parentheses, angle
   * brackets, percent signs and flag-only fields, and with {@code bytes} read as {@code string}.
   *
   * @see <a href="https://core.telegram.org/mtproto/TL#combinator-names">combinator numbers</a>
   */
  public String normalised() {
    return NormalForm.of(this);
  }

  /** The CRC-32 of the normal form. */
  public int computedId() {
    return NormalForm.crc32(normalised());
  }

  /** Whether the number is the one that follows from the declaration. */
  public boolean hasComputedId() {
    return id == computedId();
  }

  Combinator withId(int given) {
    return new Combinator(kind, name, given, parameters, builtin, fields, result);
  }
}
