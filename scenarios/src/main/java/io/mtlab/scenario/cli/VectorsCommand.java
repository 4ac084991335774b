package io.mtlab.scenario.cli;

import io.mtlab.conformance.vectors.FileResult;
import io.mtlab.conformance.vectors.Outcome;
import io.mtlab.conformance.vectors.TestResult;
import io.mtlab.conformance.vectors.VectorReport;
import io.mtlab.conformance.vectors.VectorRun;
import io.mtlab.conformance.vectors.format.VectorFileException;
import io.mtlab.scenario.measure.ExitCode;
import io.mtlab.scenario.serve.EnvironmentException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** {@code mtlab vectors}: known-answer tests out of a folder. */
@Command(
    name = "vectors",
    description = "Runs known-answer tests; exits 1 if one fails.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  mtlab vectors                         those that come with mtlab",
      "  mtlab vectors DIR --json              files of your own in the same form"
    },
    mixinStandardHelpOptions = true)
final class VectorsCommand implements Callable<Integer> {
  private static final String OWN = "conformance-tests/vectors";

  private final Console console;

  @Parameters(
      arity = "0..1",
      paramLabel = "DIR",
      description = "Folder of vector files; those that come with mtlab if left out.")
  private @Nullable Path folder;

  @Option(names = "--json", description = "Prints the results as JSON.")
  private boolean json;

  VectorsCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws EnvironmentException {
    VectorReport report;
    try {
      report = VectorRun.run(chosen(), this::show);
    } catch (VectorFileException e) {
      console.err().println("mtlab vectors: " + e.getMessage());
      return ExitCode.USAGE.code();
    }
    if (json) {
      console.out().println(JsonMapper.shared().writeValueAsString(json(report)));
    } else {
      String sum = line("total", report.passed(), report.failed(), report.skipped());
      console.out().println(sum);
    }
    return report.ok() ? ExitCode.OK.code() : ExitCode.RULE_BROKEN.code();
  }

  private Path chosen() throws EnvironmentException {
    if (folder != null) {
      return folder;
    }
    return Installation.folder(OWN)
        .orElseThrow(
            () -> new EnvironmentException("no folder " + OWN + " here; name one: vectors DIR"));
  }

  private void show(FileResult file) {
    if (json) {
      return;
    }
    console.out().println(line(file.name(), file.passed(), file.failed(), file.skipped()));
    for (String reason : file.skipReasons()) {
      console.out().println(console.coloured(Console.Hue.SOFT, "    skipped: " + reason));
    }
    for (TestResult result : file.failures()) {
      if (result.outcome() instanceof Outcome.Failed(String expected, String actual)) {
        String what = "    failed: " + result.type() + " " + result.id() + ", " + result.comment();
        console.out().println(console.coloured(Console.Hue.BAD, what));
        console.out().println("      expected " + expected);
        console.out().println("      actual   " + actual);
      }
    }
  }

  private static String line(String name, int passed, int failed, int skipped) {
    return String.format(
        Locale.ROOT, "%-28s %6d passed %5d failed %5d skipped", name, passed, failed, skipped);
  }

  private static ObjectNode json(VectorReport report) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("passed", report.passed());
    root.put("failed", report.failed());
    root.put("skipped", report.skipped());
    ArrayNode files = root.putArray("files");
    for (FileResult file : report.files()) {
      ObjectNode node = files.addObject().put("name", file.name());
      node.put("passed", file.passed()).put("failed", file.failed());
      node.put("skipped", file.skipped());
      ArrayNode failures = node.putArray("failures");
      for (TestResult result : file.failures()) {
        failures.addObject().put("type", result.type()).put("id", result.id());
      }
    }
    return root;
  }
}
