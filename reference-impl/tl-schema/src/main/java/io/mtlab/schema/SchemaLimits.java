package io.mtlab.schema;

/**
 * How much a schema may hold. A schema may come from a user at run time; the whole API schema of
 * 2026 has about 400,000 characters, 2,500 declarations and up to 70 fields in one.
 *
 * @param charactersMax of the whole text
 * @param combinatorsMax constructors and methods together
 * @param fieldsMax of one combinator, parameters included
 * @param depthMax of type expressions in each other
 */
public record SchemaLimits(int charactersMax, int combinatorsMax, int fieldsMax, int depthMax) {
  /** About ten times what the whole API schema needs. */
  public static final SchemaLimits DEFAULT = new SchemaLimits(4 << 20, 32_768, 512, 32);
}
