package io.mtlab.scenario.cli;

import java.io.PrintWriter;
import java.io.StringWriter;

/** Runs commands the way a shell does, and keeps what they write. */
final class Terminal {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final Console console =
      new Console(new PrintWriter(out, true), new PrintWriter(err, true), false, false);

  Console console() {
    return console;
  }

  int runs(String... arguments) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    return Main.commandLine(console).execute(arguments);
  }

  String out() {
    return out.toString();
  }

  String err() {
    return err.toString();
  }
}
