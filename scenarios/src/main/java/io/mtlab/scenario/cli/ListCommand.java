package io.mtlab.scenario.cli;

import io.mtlab.scenario.model.Library;
import io.mtlab.scenario.model.Parameter;
import io.mtlab.scenario.model.Scenario;
import io.mtlab.scenario.model.ScenarioException;
import io.mtlab.scenario.model.ScenarioFile;
import io.mtlab.simulator.network.profile.Presets;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code mtlab list}: what can be run. */
@Command(
    name = "list",
    description = "Lists the scenarios, or the parameters of one.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  mtlab list                            all scenarios and networks",
      "  mtlab list group-broadcast            its parameters",
      "  mtlab list mine.yaml                  checks a file of your own"
    },
    mixinStandardHelpOptions = true)
final class ListCommand implements Callable<Integer> {
  private static final int NAME_WIDTH = 19;
  private static final int TYPE_WIDTH = 12;
  private static final int DEFAULT_WIDTH = 12;

  private final Console console;

  @Parameters(
      arity = "0..1",
      paramLabel = "SCENARIO",
      description = "Name of a scenario, or path of a YAML file.")
  private @Nullable String scenario;

  ListCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws ScenarioException, IOException {
    if (scenario != null) {
      show(Library.open(scenario, Presets.names()));
      return 0;
    }
    for (String name : Library.names()) {
      ScenarioFile file = Library.open(name, Presets.names());
      say(name);
      say("  " + file.title());
      StringBuilder own = new StringBuilder();
      for (Parameter parameter : file.parameters()) {
        if (parameter.fallback() != null) {
          own.append(' ').append(parameter.name()).append('=').append(parameter.fallback());
        }
      }
      say(" " + own);
    }
    say("");
    say("mtlab list SCENARIO shows its parameters; every network preset fits every scenario:");
    for (Presets preset : Presets.all()) {
      say("  " + padded(preset.name(), NAME_WIDTH) + preset.about());
    }
    return 0;
  }

  private void show(ScenarioFile file) throws ScenarioException {
    say(file.name() + ": " + file.title());
    say("");
    if (!file.about().isEmpty()) {
      say(wrapped(file.about()));
      say("");
    }
    Scenario scenario = file.resolve(Map.of());
    if (scenario.paths().stream().anyMatch(path -> !path.site().isEmpty())) {
      say("Ways to the server, link by link:");
      scenario.paths().forEach(path -> say("  " + path.words()));
      say("");
    }
    say("Parameters (--set name=value; of the network for one link: --set LINK.name=value):");
    for (Parameter parameter : file.parameters()) {
      String fallback = parameter.fallback() == null ? "as linked" : parameter.fallback();
      String type = parameter.type().name().toLowerCase(Locale.ROOT);
      say(
          "  "
              + padded(parameter.name(), NAME_WIDTH)
              + padded(type, TYPE_WIDTH)
              + padded(fallback, DEFAULT_WIDTH)
              + parameter.help());
      if (!parameter.range().isEmpty()) {
        say(padded("", NAME_WIDTH + TYPE_WIDTH + DEFAULT_WIDTH + 2) + parameter.range());
      }
    }
  }

  private static String wrapped(String text) {
    StringBuilder lines = new StringBuilder();
    int width = 0;
    for (String word : text.strip().split("\\s+", -1)) {
      boolean breaks = width + word.length() > 78;
      lines.append(width == 0 ? "" : breaks ? "\n" : " ").append(word);
      width = (breaks ? 0 : width + 1) + word.length();
    }
    return lines.toString();
  }

  private static String padded(String text, int width) {
    return text + " ".repeat(Math.max(1, width - text.length()));
  }

  private void say(String line) {
    console.out().println(line.stripTrailing());
  }
}
