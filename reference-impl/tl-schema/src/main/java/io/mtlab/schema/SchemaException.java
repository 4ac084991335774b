package io.mtlab.schema;

/** A schema that is not what the grammar, or a limit of the parser, allows at this place. */
public final class SchemaException extends Exception {
  private static final long serialVersionUID = 1L;

  private final int line;
  private final int column;
  private final String expected;

  SchemaException(int line, int column, String expected, String found) {
    super("line " + line + ", column " + column + ": expected " + expected + ", found " + found);
    this.line = line;
    this.column = column;
    this.expected = expected;
  }

  /** The line, counted from 1. */
  public int line() {
    return line;
  }

  /** The column in UTF-16 units, counted from 1. */
  public int column() {
    return column;
  }

  /** What should have stood there. */
  public String expected() {
    return expected;
  }
}
