package io.mtlab.scenario.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** The program {@code mtlab}: picks the command and turns its result into an exit code. */
@Command(
    name = "mtlab",
    description = "MTProto Lab: a reference MTProto client and server inside a scenario engine.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    subcommands = {VersionCommand.class, HelpCommand.class})
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    System.exit(run(arguments));
  }

  static int run(String... arguments) {
    return new CommandLine(new Main()).execute(arguments);
  }
}
