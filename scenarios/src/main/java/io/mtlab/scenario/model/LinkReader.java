package io.mtlab.scenario.model;

import io.mtlab.scenario.model.Problem.Place;
import io.mtlab.scenario.model.Scenario.LinkSpec;
import io.mtlab.scenario.model.files.NamedFiles;
import io.mtlab.simulator.hint.Nearest;
import io.mtlab.simulator.network.profile.FaultKind;
import io.mtlab.simulator.network.profile.FaultSpec;
import io.mtlab.simulator.network.profile.Value;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;

/** What happens on a link: its preset, what differs from it, and what the user has chosen. */
final class LinkReader {
  private final List<Parameter> own;
  private final List<String> presets;
  private final Settings settings;
  private final List<String> phases;
  private final NamedFiles files;
  private final List<SharedLine> shared = new ArrayList<>();

  /** A rate with a name, which is the same line wherever it stands. */
  private record SharedLine(Cells cells, FaultSpec rate) {
    boolean isOther(SharedLine later) {
      return name().equals(later.name())
          && !Objects.equals(rate.value("rate"), later.rate.value("rate"))
          && (rate.stream() == null
              || later.rate.stream() == null
              || rate.stream() == later.rate.stream())
          && !isAtOtherTimes(later);
    }

    /** A line may change with the phases, and with time. */
    private boolean isAtOtherTimes(SharedLine later) {
      if (rate.has("phase") && later.rate.has("phase")) {
        return !Objects.equals(rate.value("phase"), later.rate.value("phase"));
      }
      boolean plain = !rate.has("phase") && !later.rate.has("phase");
      return plain && (ends() <= later.begins() || later.ends() <= begins());
    }

    private double begins() {
      return rate.value("from") instanceof Value.Num(double ns) ? ns : 0;
    }

    private double ends() {
      return rate.value("until") instanceof Value.Num(double ns) ? ns : Double.POSITIVE_INFINITY;
    }

    String name() {
      return rate.value("shared") instanceof Value.Word(String name) ? name : "";
    }

    String bandwidth() {
      return rate.value("rate") instanceof Value.Num(double bytes)
          ? Quantity.BANDWIDTH.format(bytes * Byte.SIZE)
          : "no rate";
    }
  }

  /**
   * @param own the scenario's own parameters
   * @param phases the names of the scenario's phases
   * @param files finds those that links name
   */
  LinkReader(
      List<Parameter> own,
      List<String> presets,
      Settings settings,
      List<String> phases,
      NamedFiles files) {
    this.files = files;
    this.own = own;
    this.presets = presets;
    this.settings = settings;
    this.phases = phases;
  }

  /** A link from an end on the clients' side to one on the server's. */
  LinkSpec read(Cells cells, String client, String server) {
    String preset = cells.choice("network", presets, presets.getFirst());
    String id = client + "-" + server;
    String chosen = settings.network(id, NetworkWord.NETWORK, own);
    List<FaultSpec> faults = faults(cells, id);
    faults.stream()
        .filter(fault -> fault.kind() == FaultKind.RATE && fault.has("shared"))
        .forEach(rate -> shared.add(new SharedLine(cells, rate)));
    return new LinkSpec(
        id, client, server, chosen == null ? preset : chosen, words(cells, id), faults);
  }

  /** What was chosen for one link is for one that there is. */
  void checkChosen(List<LinkSpec> links, List<Problem> problems) {
    List<String> ids = links.stream().map(LinkSpec::id).toList();
    settings
        .ofOneLink()
        .forEach((name, link) -> {
          if (!ids.contains(link)) {
            String text = "no link is called \"" + link + "\"" + Nearest.hint(link, ids);
            problems.add(new Problem(new Place("--set " + name, 0, 0), text));
          }
        });
  }

  /** A line has one rate, whoever names it. */
  void checkShared() {
    for (int i = 0; i < shared.size(); i++) {
      SharedLine later = shared.get(i);
      shared.subList(0, i).stream()
          .filter(one -> one.isOther(later))
          .findFirst()
          .ifPresent(first -> {
            later.cells.wrong(
                "rate",
                "the line \"%s\" has %s here and %s in line %d; whoever shares it names one rate"
                    .formatted(
                        later.name(),
                        later.bandwidth(),
                        first.bandwidth(),
                        first.cells.place("rate").line()));
          });
    }
  }

  private Map<NetworkWord, Double> words(Cells cells, String id) {
    Map<NetworkWord, Double> words = new EnumMap<>(NetworkWord.class);
    for (NetworkWord word : NetworkWord.values()) {
      OptionalDouble written = cells.quantity(word.word(), word.quantity());
      if (written.isPresent()) {
        String wrong = word.parameter().wrongWith(cells.text(word.word(), ""), files);
        if (wrong == null) {
          words.put(word, written.getAsDouble());
        } else {
          cells.wrong(word.word(), wrong);
        }
      }
      String chosen = settings.network(id, word.word(), own);
      if (chosen != null && !FaultReader.isStructured(chosen)) {
        words.put(word, word.quantity().value(chosen));
      }
    }
    return words;
  }

  /** What was chosen takes the place of what the file says about the same word. */
  private List<FaultSpec> faults(Cells cells, String id) {
    List<FaultSpec> faults = new ArrayList<>();
    for (FaultKind kind : FaultKind.values()) {
      boolean plain = NetworkWord.words().contains(kind.word());
      String chosen = settings.network(id, kind.word(), own);
      List<FaultSpec> said = cells.faults(kind, !plain, phases, files);
      if (kind == FaultKind.DELAY && !said.isEmpty() && cells.has("jitter")) {
        cells.wrong("jitter", "jitter stands within delay: {base: 40ms, jitter: 10ms}");
      }
      if (chosen == null) {
        faults.addAll(said);
      } else if (!plain || FaultReader.isStructured(chosen)) {
        faults.addAll(FaultReader.typed(kind, chosen, files, phases, cells.problems()));
      }
    }
    return faults;
  }
}
