package io.mtlab.scenario.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.HelpCommand;

/** The program {@code mtlab}: picks the command and turns its result into an exit code. */
@Command(
    name = "mtlab",
    description = "MTProto Lab: a reference MTProto client and server inside a scenario engine.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    subcommands = {
      RunCommand.class,
      ShrinkCommand.class,
      ListCommand.class,
      ServeCommand.class,
      ProxyCommand.class,
      BenchCommand.class,
      VectorsCommand.class,
      InteropCommand.class,
      RequirementsCommand.class,
      CompletionCommand.class,
      VersionCommand.class,
      HelpCommand.class
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  mtlab run group-broadcast              the main scenario, over real sockets",
      "  mtlab run group-broadcast --time virtual --set members=1000 --set loss=3%%",
      "  mtlab list group-broadcast             its parameters",
      "  mtlab shrink runs/DIR                  the few frames that make a run fail",
      "  mtlab serve --test-code 22222          the server alone, for your client",
      "  mtlab proxy                            a Toxiproxy server, with frame faults",
      "",
      "'mtlab COMMAND --help' has more of them.",
      "",
      "Exit codes: 0 ok, 1 a rule broken, 2 usage, 3 error of the laboratory itself,",
      "            4 the machine lacks something, 6 an expectation missed,",
      "            7 the load generator was saturated, 130 interrupted"
    })
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    System.exit(run(arguments));
  }

  static int run(String... arguments) {
    return commandLine(Console.system()).execute(arguments);
  }

  /** The whole command line, writing to a console. */
  static CommandLine commandLine(Console console) {
    CommandLine line = new CommandLine(new Main(), new Commands(console));
    line.setOut(console.out());
    line.setErr(console.err());
    line.setColorScheme(CommandLine.Help.defaultColorScheme(console.colour() ? Ansi.ON : Ansi.OFF));
    line.setParameterExceptionHandler(new Mistakes());
    line.setExecutionExceptionHandler(new Failures(console));
    line.setCaseInsensitiveEnumValuesAllowed(true);
    // So that values such as --set a=b=c stay whole.
    line.setOverwrittenOptionsAllowed(false);
    return line;
  }
}
