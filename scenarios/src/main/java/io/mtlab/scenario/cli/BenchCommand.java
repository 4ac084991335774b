package io.mtlab.scenario.cli;

import io.mtlab.scenario.bench.BenchReport;
import io.mtlab.scenario.bench.Figure;
import io.mtlab.scenario.bench.ProxyBench;
import io.mtlab.scenario.serve.EnvironmentException;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code mtlab bench}: what things cost, as ratios. */
@Command(
    name = "bench",
    description = {
      "Measures the embedded Toxiproxy beside the real one.",
      "Both and no proxy at all take turns; the ratios are printed. Takes a few minutes; a busy"
          + " machine shows more noise."
    },
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  mtlab bench proxy",
      "  mtlab bench proxy --quick                      a first look, a minute or two",
      "  mtlab bench proxy --rounds 9 --seconds 2 --json > bench.json",
      "  mtlab bench proxy --without-real               ours beside no proxy"
    })
final class BenchCommand implements Callable<Integer> {
  private static final int ROUNDS = 5;
  private static final double SECONDS = 1;
  private static final int QUICK_ROUNDS = 3;
  private static final double QUICK_SECONDS = 0.3;
  private static final int ROUNDS_MAX = 1_000;

  private final Console console;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "proxy", description = "What to measure.")
  private String subject = "";

  @Option(
      names = "--rounds",
      paramLabel = "NUMBER",
      description = "How often each is measured; the median counts. Default: 5.")
  private @Nullable Integer rounds;

  @Option(
      names = "--seconds",
      paramLabel = "NUMBER",
      description = "How long each measurement takes. Default: 1.")
  private @Nullable Double seconds;

  @Option(
      names = "--quick",
      description = "Three rounds of 0.3 s, unless --rounds or --seconds say otherwise.")
  private boolean quick;

  @Option(names = "--without-real", description = "Leaves the real Toxiproxy out.")
  private boolean withoutReal;

  @Option(names = "--json", description = "Prints JSON on standard output.")
  private boolean json;

  BenchCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException, EnvironmentException, InterruptedException {
    if (!subject.equals("proxy")) {
      throw new ParameterException(
          spec.commandLine(), "there is a bench for proxy, none for \"" + subject + "\"");
    }
    ProxyBench.Manner manner = manner();
    List<Figure> figures = new ProxyBench(manner, this::progress).run();
    if (console.terminal()) {
      console.status("");
    }
    if (json) {
      console.out().println(BenchReport.json(figures, manner));
    } else {
      BenchReport.lines(figures).forEach(console.out()::println);
    }
    return 0;
  }

  private ProxyBench.Manner manner() {
    int often = rounds != null ? rounds : quick ? QUICK_ROUNDS : ROUNDS;
    double each = seconds != null ? seconds : quick ? QUICK_SECONDS : SECONDS;
    if (often < 1 || often > ROUNDS_MAX || !(each > 0 && each <= ROUNDS_MAX)) {
      throw new ParameterException(
          spec.commandLine(), "--rounds and --seconds are more than 0 and at most " + ROUNDS_MAX);
    }
    return new ProxyBench.Manner(often, each, !withoutReal);
  }

  private void progress(String what) {
    if (console.terminal()) {
      console.status("measuring " + what);
    }
  }
}
