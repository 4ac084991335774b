package io.mtlab.scenario.cli;

import io.mtlab.scenario.measure.ExitCode;
import io.mtlab.scenario.model.ScenarioException;
import io.mtlab.scenario.serve.EnvironmentException;
import java.io.IOException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** What a command throws: the words of its message for what users can mend, the trace for bugs. */
final class Failures implements IExecutionExceptionHandler {
  private final Console console;

  Failures(Console console) {
    this.console = console;
  }

  @Override
  public int handleExecutionException(Exception failure, CommandLine line, ParseResult parsed) {
    return switch (failure) {
      case ScenarioException wrong -> {
        wrong.problems().forEach(problem -> console.err().println(problem));
        yield ExitCode.USAGE.code();
      }
      case EnvironmentException lacking -> {
        console.err().println("mtlab: " + lacking.getMessage());
        yield ExitCode.ENVIRONMENT.code();
      }
      case IOException file -> {
        console.err().println("mtlab: " + EnvironmentException.words(file));
        yield ExitCode.ENVIRONMENT.code();
      }
      default -> {
        console.err().println("mtlab: an error of the laboratory itself; please report it:");
        failure.printStackTrace(console.err());
        yield ExitCode.HARNESS_ERROR.code();
      }
    };
  }
}
