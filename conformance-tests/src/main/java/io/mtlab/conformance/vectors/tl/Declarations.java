package io.mtlab.conformance.vectors.tl;

import io.mtlab.conformance.vectors.format.Refused;
import io.mtlab.schema.Combinator;
import io.mtlab.schema.SchemaException;
import io.mtlab.schema.SchemaParser;

/** Single declarations. */
final class Declarations {
  private Declarations() {}

  /** What this text, without its semicolon, declares. */
  static Combinator parse(String text) throws Refused {
    try {
      return SchemaParser.parse(text + ";").constructors().getFirst();
    } catch (SchemaException refused) {
      throw new Refused(String.valueOf(refused.getMessage()));
    }
  }

  /** A number as the vectors write it. */
  static String hex(int number) {
    return "%08x".formatted(number);
  }
}
