package io.mtlab.scenario.cli;

import io.mtlab.scenario.engine.Engine;
import io.mtlab.scenario.engine.Order;
import io.mtlab.scenario.measure.ExitCode;
import io.mtlab.scenario.model.Library;
import io.mtlab.scenario.model.NetworkWord;
import io.mtlab.scenario.model.Scenario;
import io.mtlab.scenario.model.ScenarioException;
import io.mtlab.scenario.model.ScenarioFile;
import io.mtlab.scenario.replay.RecordedRun;
import io.mtlab.scenario.report.ReportFiles;
import io.mtlab.scenario.report.RunJson;
import io.mtlab.scenario.report.RunReport;
import io.mtlab.scenario.report.TextReport;
import io.mtlab.scenario.serve.EnvironmentException;
import io.mtlab.simulator.network.profile.Presets;
import io.mtlab.simulator.toxiproxy.backend.BackendChoice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code mtlab run}: plays a scenario and reports it. */
@Command(
    name = "run",
    description = "Runs a scenario and reports what happened.",
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  mtlab run group-broadcast --set members=50 --set posts=3",
      "  mtlab run group-broadcast --network satellite --seed 7 --out build/satellite",
      "  mtlab run commute --set home-city.loss=5%%",
      "  mtlab run transports/padded --capture",
      "  mtlab run group-broadcast --set 'loss={model: gilbert, p: 1%%, r: 20%%}'",
      "  mtlab run --replay runs/group-broadcast-20260101-120000",
      "  mtlab run my-scenario.yaml --time virtual --json > run.json"
    })
final class RunCommand implements Callable<Integer> {
  /** Seeds that are easy to type again. */
  private static final int SEED_MAX = 1_000_000_000;

  private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");
  private static final Pattern PLAIN_WORD = Pattern.compile("[A-Za-z0-9_./:=%+,@-]+");

  private final Console console;

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "SCENARIO",
      arity = "0..1",
      description = "Name of a scenario ('mtlab list'), or path of a YAML file.")
  private String scenario = "";

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "Sets a parameter of the scenario; may be repeated.")
  private List<String> set = new ArrayList<>();

  @Option(
      names = "--seed",
      paramLabel = "NUMBER",
      description = "Repeats a run; chosen and printed if left out.")
  private @Nullable Long seed;

  @Option(
      names = "--time",
      paramLabel = "real|virtual",
      description = "Over sockets, or simulated without waiting. Default: real, or as replayed.")
  private @Nullable TimeMode time;

  @Option(
      names = "--network",
      paramLabel = "PRESET",
      description = "Network of all links; short for --set network=PRESET.")
  private @Nullable String network;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Folder for trace and reports. Default: runs/SCENARIO-TIME.")
  private @Nullable Path out;

  @Option(names = "--json", description = "Prints run.json on standard output.")
  private boolean json;

  @Option(
      names = "--in-process",
      description = "Keeps the server in this process, for debugging; real time only.")
  private boolean inProcess;

  @Option(
      names = "--toxiproxy",
      paramLabel = "URL|process|container",
      description =
          "Uses a real Toxiproxy for delay and bandwidth instead of the embedded one: one that"
              + " runs, or one that is started for the run ('mtlab proxy --capabilities' compares"
              + " them).")
  private @Nullable String toxiproxy;

  @Option(
      names = "--replay",
      paramLabel = "DIR",
      description =
          "Repeats the run that left this folder: its scenario, parameters and seed, and what "
              + "happened to each frame.")
  private @Nullable Path replay;

  @Option(
      names = "--capture",
      description =
          "Writes what went over the wires into the run's folder: a pcapng file for each leg, the "
              + "keys beside them, a log of each connection, and a picture of one.")
  private boolean capture;

  RunCommand(Console console) {
    this.console = console;
  }

  /** How time passes. */
  enum TimeMode {
    REAL,
    VIRTUAL
  }

  @Override
  public Integer call()
      throws ScenarioException, IOException, EnvironmentException, InterruptedException {
    Order order = replay == null ? chosenOrder() : repeatedOrder(replay);
    ProgressLine progress = new ProgressLine(console);
    Scenario played = order.scenario();
    console.err().println(played.name() + ": " + played.title());
    console.err().println("seed " + order.seed() + (order.virtual() ? ", virtual time" : ""));
    ReportFiles files = new ReportFiles(order.folder());
    RunReport report =
        new Engine(Version.text(), progress)
            .run(
                order,
                seen -> {
                  progress.done();
                  show(seen, files);
                });
    return report.verdict().exitCode().code();
  }

  private Order chosenOrder() throws ScenarioException, IOException {
    if (scenario.isEmpty()) {
      throw wrong("Missing required parameter: 'SCENARIO', or --replay DIR");
    }
    Map<String, String> chosen = chosen();
    ScenarioFile file = Library.open(scenario, Presets.names());
    Scenario resolved = file.resolve(chosen);
    long played = seed == null ? new SecureRandom().nextInt(SEED_MAX) : seed;
    return order(resolved, played, time == TimeMode.VIRTUAL, file, command(chosen, played));
  }

  private Order repeatedOrder(Path from)
      throws ScenarioException, EnvironmentException, IOException {
    if (!scenario.isEmpty() || !set.isEmpty() || seed != null || network != null) {
      throw wrong("--replay takes scenario, parameters and seed from its folder");
    }
    RecordedRun run = RecordedRun.read(from);
    boolean virtual = time == null ? run.virtual() : time == TimeMode.VIRTUAL;
    String again = "./mtlab run --replay " + quoted(from.toString());
    return order(run.scenario(), run.seed(), virtual, run.file(), withOptions(again));
  }

  private Order order(
      Scenario played, long from, boolean virtual, ScenarioFile file, String command) {
    if (virtual && (inProcess || toxiproxy != null)) {
      throw wrong((inProcess ? "--in-process" : "--toxiproxy") + " is for --time real only");
    }
    return new Order(
        played,
        from,
        virtual,
        inProcess,
        backend(),
        capture,
        folder(played.name()),
        file.source(),
        command);
  }

  private ParameterException wrong(String text) {
    return new ParameterException(spec.commandLine(), text);
  }

  private void show(RunReport report, ReportFiles files) {
    var human = json ? console.err() : console.out();
    ExitCode exit = report.verdict().exitCode();
    Console.Hue hue = exit == ExitCode.OK ? Console.Hue.GOOD : Console.Hue.BAD;
    List<String> lines = TextReport.lines(report);
    human.println();
    human.println(console.coloured(hue, lines.getFirst()));
    lines.stream().skip(1).forEach(human::println);
    TextReport.complaints(report)
        .forEach(line -> human.println(console.coloured(Console.Hue.BAD, "  ! " + line)));
    human.println("  report        " + files.html());
    if (json) {
      console.out().print(RunJson.text(report));
      console.out().flush();
    }
  }

  private BackendChoice backend() {
    try {
      return toxiproxy == null ? BackendChoice.EMBEDDED : BackendChoice.parse(toxiproxy);
    } catch (IllegalArgumentException refused) {
      throw new ParameterException(
          spec.commandLine(), "--toxiproxy: " + refused.getMessage(), refused);
    }
  }

  private Map<String, String> chosen() {
    Map<String, String> chosen = new LinkedHashMap<>();
    if (network != null) {
      chosen.put(NetworkWord.NETWORK, network);
    }
    for (String one : set) {
      int equals = one.indexOf('=');
      if (equals < 1) {
        throw new ParameterException(
            spec.commandLine(), "--set takes KEY=VALUE, not \"" + one + "\"");
      }
      String key = one.substring(0, equals).strip();
      if (chosen.put(key, one.substring(equals + 1).strip()) != null) {
        throw new ParameterException(spec.commandLine(), key + " is set twice");
      }
    }
    return chosen;
  }

  /** Nothing is made yet: a run that is refused leaves nothing. */
  private Path folder(String name) {
    if (out != null) {
      return out;
    }
    Path runs = Path.of("runs");
    String stamp = name + "-" + STAMP.format(LocalDateTime.now(ZoneId.systemDefault()));
    Path folder = runs.resolve(stamp);
    for (int i = 2; Files.exists(folder); i++) {
      folder = runs.resolve(stamp + "-" + i);
    }
    return folder;
  }

  private String command(Map<String, String> chosen, long played) {
    StringBuilder command = new StringBuilder("./mtlab run ").append(quoted(scenario));
    chosen.forEach((key, value) -> command.append(" --set ").append(quoted(key + "=" + value)));
    return withOptions(command.append(" --seed ").append(played).toString());
  }

  private String withOptions(String command) {
    StringBuilder whole = new StringBuilder(command);
    if (time != null && (replay != null || time == TimeMode.VIRTUAL)) {
      whole.append(" --time ").append(time.name().toLowerCase(Locale.ROOT));
    }
    whole.append(inProcess ? " --in-process" : "").append(capture ? " --capture" : "");
    return toxiproxy == null ? whole.toString() : whole + " --toxiproxy " + quoted(toxiproxy);
  }

  private static String quoted(String word) {
    return PLAIN_WORD.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
