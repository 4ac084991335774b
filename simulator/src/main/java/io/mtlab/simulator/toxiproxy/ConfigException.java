package io.mtlab.simulator.toxiproxy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A configuration file that cannot be used, with the place of the mistake. */
public final class ConfigException extends Exception {
  private static final long serialVersionUID = 1L;

  private final int line;
  private final int column;

  /** The place is told as a byte offset in the text. */
  ConfigException(String message, byte[] text, int at) {
    super(message, null, false, false);
    int end = Math.clamp(at, 0, text.length);
    int lineStart = 0;
    int lines = 1;
    for (int i = 0; i < end; i++) {
      if (text[i] == '\n') {
        lines++;
        lineStart = i + 1;
      }
    }
    this.line = lines;
    String before = new String(Arrays.copyOfRange(text, lineStart, end), StandardCharsets.UTF_8);
    this.column = before.length() + 1;
  }

  /** The line of the mistake, from 1. */
  public int line() {
    return line;
  }

  /** The character of the line, from 1. */
  public int column() {
    return column;
  }
}
