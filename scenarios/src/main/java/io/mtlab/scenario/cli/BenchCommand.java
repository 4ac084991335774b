package io.mtlab.scenario.cli;

import io.mtlab.scenario.bench.BenchReport;
import io.mtlab.scenario.bench.BenchReport.Bench;
import io.mtlab.scenario.bench.Figure;
import io.mtlab.scenario.bench.ProxyBench;
import io.mtlab.scenario.bench.VirtualBench;
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
      "Measures both Toxiproxies, or how fast virtual time passes.",
      "proxy: the embedded one, the real one and no proxy at all take turns, and the ratios are"
          + " printed; a few minutes. virtual: events a second, beside a plain priority queue; a"
          + " minute. A busy machine shows more noise."
    },
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  mtlab bench proxy",
      "  mtlab bench proxy --quick                      a first look, a minute or two",
      "  mtlab bench proxy --rounds 9 --seconds 2 --json > bench.json",
      "  mtlab bench proxy --without-real               ours beside no proxy",
      "  mtlab bench virtual --json > bench.json"
    })
final class BenchCommand implements Callable<Integer> {
  private static final int ROUNDS = 5;
  private static final double SECONDS = 1;
  private static final int QUICK_ROUNDS = 3;
  private static final double QUICK_SECONDS = 0.3;
  private static final int ROUNDS_MAX = 1_000;
  private static final int SECONDS_MAX = 1_000;

  private final Console console;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "proxy|virtual", description = "What to measure.")
  private String subject = "";

  @Option(
      names = "--rounds",
      paramLabel = "NUMBER",
      description = "How often each is measured; the median counts. Default: 5.")
  private @Nullable Integer rounds;

  @Option(
      names = "--seconds",
      paramLabel = "NUMBER",
      description = "Of proxy: how long each measurement takes. Default: 1.")
  private @Nullable Double seconds;

  @Option(
      names = "--quick",
      description = "Three rounds, of 0.3 s, unless --rounds or --seconds say otherwise.")
  private boolean quick;

  @Option(names = "--without-real", description = "Of proxy: leaves the real one out.")
  private boolean withoutReal;

  @Option(names = "--json", description = "Prints JSON on standard output.")
  private boolean json;

  BenchCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException, EnvironmentException, InterruptedException {
    switch (subject) {
      case "proxy" -> {
        ProxyBench.Manner manner = new ProxyBench.Manner(often(), each(), !withoutReal);
        show(
            new Bench("proxy", "real", manner.rounds(), manner.seconds()),
            new ProxyBench(manner, this::progress).run());
      }
      case "virtual" -> {
        refuse(seconds != null || withoutReal, "--seconds and --without-real are for proxy");
        show(
            new Bench("virtual", "beside", often(), 0),
            new VirtualBench(often(), this::progress).run());
      }
      default -> refuse(true, "there is no bench for \"" + subject + "\", but proxy and virtual");
    }
    return 0;
  }

  private void show(Bench bench, List<Figure> figures) {
    if (console.terminal()) {
      console.status("");
    }
    if (json) {
      console.out().println(BenchReport.json(bench, figures));
    } else {
      BenchReport.lines(bench, figures).forEach(console.out()::println);
    }
  }

  private int often() {
    int often = rounds != null ? rounds : quick ? QUICK_ROUNDS : ROUNDS;
    refuse(often < 1 || often > ROUNDS_MAX, "--rounds is from 1 to " + ROUNDS_MAX);
    return often;
  }

  private double each() {
    double each = seconds != null ? seconds : quick ? QUICK_SECONDS : SECONDS;
    refuse(
        !(each > 0 && each <= SECONDS_MAX), "--seconds is more than 0 and at most " + SECONDS_MAX);
    return each;
  }

  private void refuse(boolean wrong, String why) {
    if (wrong) {
      throw new ParameterException(spec.commandLine(), why);
    }
  }

  private void progress(String what) {
    if (console.terminal()) {
      console.status("measuring " + what);
    }
  }
}
