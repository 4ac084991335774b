package io.mtlab.conformance.vectors.format;

/** A folder or file of vectors that cannot be used: the message says where and why. */
public final class VectorFileException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String file;
  private final int line;
  private final int column;

  /** With line and column, counted from 1; 0 where the whole file is meant. */
  public VectorFileException(String file, int line, int column, String problem) {
    super(line == 0 ? file + ": " + problem : file + ":" + line + ":" + column + ": " + problem);
    this.file = file;
    this.line = line;
    this.column = column;
  }

  /** The file's name. */
  public String file() {
    return file;
  }

  /** The line, counted from 1; 0 for the whole file. */
  public int line() {
    return line;
  }

  /** The column, counted from 1; 0 for the whole file. */
  public int column() {
    return column;
  }
}
