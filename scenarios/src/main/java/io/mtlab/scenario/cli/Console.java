package io.mtlab.scenario.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/**
 * Where a command writes.
 *
 * @param out results
 * @param err progress and complaints
 * @param terminal whether a person watches
 * @param colour whether colours are welcome
 */
record Console(PrintWriter out, PrintWriter err, boolean terminal, boolean colour) {
  private static final int LINE_WIDTH = 79;

  /** That of this process; colours are off where {@code NO_COLOR} is set. */
  @SuppressWarnings("SystemConsoleNull") // the default of Java 25 is null without a terminal again
  static Console system() {
    java.io.Console console = System.console();
    boolean terminal = console != null && console.isTerminal();
    String noColour = System.getenv("NO_COLOR");
    boolean colour = terminal && (noColour == null || noColour.isEmpty());
    return new Console(writer(FileDescriptor.out), writer(FileDescriptor.err), terminal, colour);
  }

  /** The text in a colour, if colours are welcome. */
  String coloured(Hue hue, String text) {
    return colour ? hue.code + text + "\u001b[0m" : text;
  }

  /** Writes a line of progress over the one before; for terminals. */
  void status(String text) {
    String line = text.length() > LINE_WIDTH ? text.substring(0, LINE_WIDTH) : text;
    err.print("\r\u001b[2K" + line);
    err.flush();
  }

  /** Colours of the terminal's own palette. */
  enum Hue {
    GOOD("\u001b[32m"),
    BAD("\u001b[31m"),
    WARNING("\u001b[33m"),
    SOFT("\u001b[2m");

    private final String code;

    Hue(String code) {
      this.code = code;
    }
  }

  private static PrintWriter writer(FileDescriptor to) {
    return new PrintWriter(
        new OutputStreamWriter(new FileOutputStream(to), StandardCharsets.UTF_8), true);
  }
}
