package io.mtlab.scenario.cli;

import io.mtlab.scenario.measure.ExitCode;
import io.mtlab.simulator.hint.Nearest;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** A command line that cannot be understood: one line that says why, and the nearest right word. */
final class Mistakes implements IParameterExceptionHandler {
  @Override
  public int handleParseException(ParameterException mistake, String[] arguments) {
    CommandLine command = mistake.getCommandLine();
    PrintWriter err = command.getErr();
    String name = command.getCommandSpec().qualifiedName();
    if (mistake instanceof UnmatchedArgumentException unmatched) {
      String word = unmatched.getUnmatched().getFirst();
      String kind = word.startsWith("-") ? "unknown option " : "unknown command or argument ";
      err.println(name + ": " + kind + word + Nearest.hint(word, known(command, word)));
    } else {
      err.println(name + ": " + mistake.getMessage());
    }
    err.println("Try '" + name + " --help'.");
    return ExitCode.USAGE.code();
  }

  private static List<String> known(CommandLine command, String word) {
    if (!word.startsWith("-")) {
      return List.copyOf(command.getSubcommands().keySet());
    }
    List<String> options = new ArrayList<>();
    command.getCommandSpec().options().forEach(one -> options.add(one.longestName()));
    return options;
  }
}
