package io.mtlab.scenario.cli;

import io.mtlab.conformance.ledger.Chapter;
import io.mtlab.conformance.ledger.Ledger;
import io.mtlab.conformance.ledger.LedgerFile;
import io.mtlab.conformance.ledger.Level;
import io.mtlab.conformance.ledger.Requirement;
import io.mtlab.conformance.ledger.Role;
import io.mtlab.conformance.ledger.Standing;
import io.mtlab.scenario.measure.ExitCode;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code mtlab requirements}: the numbered rules, and what holds them. */
@Command(
    name = "requirements",
    description = "Prints the numbered requirements and their tests.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  mtlab requirements S-022                        one whole",
      "  mtlab requirements --role server --chapter S    a part",
      "  mtlab requirements --untested                   what no test holds yet"
    },
    mixinStandardHelpOptions = true)
final class RequirementsCommand implements Callable<Integer> {
  private final Console console;

  @Parameters(arity = "0..1", paramLabel = "ID", description = "One requirement, such as S-022.")
  private @Nullable String id;

  @Option(
      names = "--role",
      paramLabel = "ROLE",
      description = "Only those of one role: ${COMPLETION-CANDIDATES}.")
  private @Nullable Role role;

  @Option(
      names = "--level",
      paramLabel = "LEVEL",
      description = "Only those of one level: ${COMPLETION-CANDIDATES}.")
  private @Nullable Level level;

  @Option(
      names = "--chapter",
      paramLabel = "CHAPTER",
      description = "Only one chapter: ${COMPLETION-CANDIDATES}.")
  private @Nullable Chapter chapter;

  @Option(names = "--untested", description = "Only those that no test holds.")
  private boolean untested;

  @Option(names = "--json", description = "Prints them as JSON.")
  private boolean json;

  RequirementsCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    Ledger ledger = LedgerFile.own();
    if (id != null && ledger.find(id.toUpperCase(Locale.ROOT)).isEmpty()) {
      console.err().println("mtlab requirements: no requirement is called " + id);
      return ExitCode.USAGE.code();
    }
    List<Requirement> chosen = ledger.requirements().stream().filter(this::isChosen).toList();
    if (json) {
      console.out().println(RequirementsText.json(chosen));
    } else if (id != null) {
      RequirementsText.whole(chosen.getFirst()).forEach(console.out()::println);
    } else {
      list(chosen);
    }
    return ExitCode.OK.code();
  }

  private boolean isChosen(Requirement each) {
    if (id != null) {
      return each.id().equalsIgnoreCase(id);
    }
    return (role == null || each.role().concerns(role))
        && (level == null || each.level() == level)
        && (chapter == null || each.chapter() == chapter)
        && (!untested || !(each.standing() instanceof Standing.Tested));
  }

  private void list(List<Requirement> chosen) {
    Map<Chapter, List<Requirement>> chapters =
        chosen.stream()
            .collect(
                Collectors.groupingBy(
                    Requirement::chapter, () -> new EnumMap<>(Chapter.class), Collectors.toList()));
    chapters.forEach((each, requirements) -> {
      console.out().println(each.name() + "  " + each.title());
      for (Requirement one : requirements) {
        RequirementsText.entry(one).forEach(line -> show(one, line));
      }
      console.out().println();
    });
    console.out().println(RequirementsText.sum(chosen));
  }

  private void show(Requirement requirement, String line) {
    boolean open = requirement.standing() instanceof Standing.Open;
    console.out().println(open ? console.coloured(Console.Hue.WARNING, line) : line);
  }
}
