package io.mtlab.scenario.cli;

import io.mtlab.conformance.implementation.Implementation;
import io.mtlab.conformance.implementation.ImplementationException;
import io.mtlab.conformance.implementation.Implementations;
import io.mtlab.conformance.implementation.Installer;
import io.mtlab.conformance.interop.CellResult;
import io.mtlab.conformance.interop.InteropJson;
import io.mtlab.conformance.interop.InteropReport;
import io.mtlab.conformance.interop.InteropRun;
import io.mtlab.conformance.interop.InteropTable;
import io.mtlab.scenario.measure.ExitCode;
import io.mtlab.scenario.serve.EnvironmentException;
import io.mtlab.scenario.serve.ReferenceServers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code mtlab interop}: implementations that others wrote against ours. */
@Command(
    name = "interop",
    description = {
      "Runs implementations that others wrote against ours.",
      "Over every transport that they offer; exits 1 if something fails that is not known to, or"
          + " works that is known to fail. Installs what is missing, once, below $MTLAB_HOME or"
          + " ~/.cache/mtlab."
    },
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  mtlab interop                                   all of them",
      "  mtlab interop --only gotd --only mtcute",
      "  mtlab interop --only telethon --transport full  one cell",
      "  mtlab interop --install-only"
    })
final class InteropCommand implements Callable<Integer> {
  private static final String OWN = "conformance-tests/implementations";
  private static final int PARALLEL_MAX = 64;
  private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");

  private final Console console;

  @Spec private CommandSpec spec;

  @Option(
      names = "--only",
      paramLabel = "NAME",
      description = "Runs this implementation; may be repeated.")
  private List<String> only = new ArrayList<>();

  @Option(
      names = "--transport",
      paramLabel = "NAME",
      description = "Runs this transport; may be repeated.")
  private List<String> transports = new ArrayList<>();

  @Option(names = "--install-only", description = "Installs and runs nothing.")
  private boolean installOnly;

  @Option(
      names = "--parallel",
      paramLabel = "COUNT",
      description = "How many cells run at once. Default: ${DEFAULT-VALUE}.",
      defaultValue = "2")
  private int parallel = 2;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Folder for interop.json and the evidence. Default: runs/interop-TIME.")
  private @Nullable Path out;

  @Option(names = "--json", description = "Prints interop.json on standard output.")
  private boolean json;

  InteropCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws EnvironmentException, IOException, InterruptedException {
    if (parallel < 1 || parallel > PARALLEL_MAX) {
      throw wrong("--parallel takes a number from 1 to " + PARALLEL_MAX);
    }
    Path folder =
        Installation.folder(OWN)
            .orElseThrow(() -> new EnvironmentException("there is no folder " + OWN + " here"));
    Installer installer =
        new Installer(Installer.home(System.getenv()), line -> console.err().println(line));
    try {
      List<Implementation> chosen = chosen(Implementations.in(folder));
      if (installOnly) {
        for (Implementation each : chosen) {
          console.out().println(each.name() + ": " + installer.install(each));
        }
        return ExitCode.OK.code();
      }
      return run(chosen, installer);
    } catch (ImplementationException e) {
      throw new EnvironmentException(String.valueOf(e.getMessage()), e);
    }
  }

  private int run(List<Implementation> chosen, Installer installer)
      throws ImplementationException, IOException, InterruptedException {
    InteropRun run = new InteropRun(installer, new ReferenceServers(), parallel, this::progress);
    InteropReport report =
        run.run(chosen, each -> transports.isEmpty() || transports.contains(each));
    Path written = write(report);
    show(report, written);
    if (report.harnessFailed()) {
      return ExitCode.HARNESS_ERROR.code();
    }
    return report.ok() ? ExitCode.OK.code() : ExitCode.RULE_BROKEN.code();
  }

  private List<Implementation> chosen(List<Implementation> all) {
    List<String> names = all.stream().map(Implementation::name).toList();
    for (String name : only) {
      if (!names.contains(name)) {
        throw wrong("--only takes one of " + String.join(", ", names) + ", not " + name);
      }
    }
    List<Implementation> chosen =
        all.stream().filter(each -> only.isEmpty() || only.contains(each.name())).toList();
    List<String> offered = offered(chosen);
    for (String transport : transports) {
      if (!offered.contains(transport)) {
        throw wrong(
            "--transport takes one of " + String.join(", ", offered) + ", not " + transport);
      }
    }
    return chosen.stream()
        .filter(each ->
            transports.isEmpty()
                || each.manifest().transports().stream().anyMatch(transports::contains))
        .toList();
  }

  private static List<String> offered(List<Implementation> implementations) {
    return implementations.stream()
        .flatMap(each -> each.manifest().transports().stream())
        .distinct()
        .toList();
  }

  private void progress(CellResult result) {
    Console.Hue hue = result.verdict().ok() ? Console.Hue.SOFT : Console.Hue.BAD;
    String line = result.cell().name() + ": " + result.verdict().id();
    synchronized (console) {
      console.err().println(console.coloured(hue, line + ", " + result.millis() + " ms"));
    }
  }

  private void show(InteropReport report, Path written) {
    var human = json ? console.err() : console.out();
    List<String> rows =
        offered(List.copyOf(report.byImplementation().keySet())).stream()
            .filter(each -> transports.isEmpty() || transports.contains(each))
            .toList();
    human.println();
    InteropTable.lines(report, rows).forEach(human::println);
    human.println();
    for (CellResult result : report.results()) {
      if (!result.verdict().ok()) {
        List<String> lines = InteropTable.complaint(result);
        human.println(console.coloured(Console.Hue.BAD, lines.getFirst()));
        lines.stream().skip(1).forEach(human::println);
      }
    }
    human.println(
        console.coloured(
            report.ok() ? Console.Hue.GOOD : Console.Hue.BAD, InteropTable.sum(report)));
    human.println("written to " + written);
    if (json) {
      console.out().println(InteropJson.text(report, Version.text()));
    }
  }

  /** The report, and for each cell that did not work what its process wrote. */
  private Path write(InteropReport report) throws IOException {
    Path folder =
        out != null
            ? out
            : Path.of("runs", "interop-" + STAMP.format(LocalDateTime.now(ZoneId.systemDefault())));
    Files.createDirectories(folder);
    Path file = folder.resolve("interop.json");
    Files.writeString(file, InteropJson.text(report, Version.text()) + "\n");
    for (CellResult result : report.results()) {
      if (result.verdict() != CellResult.Verdict.WORKS) {
        List<String> lines = new ArrayList<>(InteropTable.complaint(result));
        lines.add("");
        lines.addAll(result.evidence().output());
        String name = result.cell().implementation().name() + "-" + result.cell().transport();
        Files.write(folder.resolve(name + ".log"), lines);
      }
    }
    return file;
  }

  private ParameterException wrong(String text) {
    return new ParameterException(spec.commandLine(), text);
  }
}
