package io.mtlab.scenario.model;

import io.mtlab.scenario.model.Problem.Place;
import io.mtlab.scenario.model.files.NamedFiles;
import io.mtlab.simulator.hint.Nearest;
import io.mtlab.simulator.network.profile.FaultKind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The values of a scenario's parameters for one run, checked against type and range.
 *
 * <p>In order of declaration, in canonical form; network parameters are there only if chosen.
 */
public final class Settings {
  /** Between the name of a link and a word of the network that is chosen for it alone. */
  static final String ONE_LINK = ".";

  private final SequencedMap<String, String> values;

  private Settings(SequencedMap<String, String> values) {
    this.values = values;
  }

  /**
   * Checks what the user chose.
   *
   * @param parameters the scenario's own and those of the network
   * @param chosen name to value, as typed behind {@code --set}
   * @param files finds those that are named in it
   * @throws ScenarioException with everything that is wrong with it
   */
  static Settings of(List<Parameter> parameters, Map<String, String> chosen, NamedFiles files)
      throws ScenarioException {
    List<Problem> problems = new ArrayList<>();
    SequencedMap<String, String> values = new LinkedHashMap<>();
    for (Parameter parameter : parameters) {
      if (parameter.fallback() != null) {
        values.put(parameter.name(), parameter.fallback());
      }
    }
    chosen.forEach((name, text) -> {
      Place place = new Place("--set " + name, 0, 0);
      Parameter parameter = find(parameters, name, text);
      String wrong =
          parameter == null ? unknown(name, parameters) : parameter.wrongWith(text, files);
      if (wrong != null) {
        problems.add(new Problem(place, wrong));
      } else if (parameter != null) {
        values.put(parameter.name(), parameter.canonical(text));
      }
    });
    if (!problems.isEmpty()) {
      throw new ScenarioException(problems);
    }
    return new Settings(inOrder(parameters, values));
  }

  /** The value in canonical form, or null when the parameter is left to the link. */
  public @Nullable String text(String name) {
    return values.get(name);
  }

  /** All values, in order of declaration. */
  public SequencedMap<String, String> values() {
    return Collections.unmodifiableSequencedMap(values);
  }

  /** The network's word if the user chose it, under its own name or with the prefix. */
  @Nullable String network(String word, List<Parameter> own) {
    boolean taken = own.stream().anyMatch(parameter -> parameter.name().equals(word));
    return values.get(taken ? NetworkWord.LINK_PREFIX + word : word);
  }

  /**
   * The network's word for one link: what the user chose for this link, or else for every link.
   *
   * @param link the link's name, such as {@code home-dc2}
   */
  @Nullable String network(String link, String word, List<Parameter> own) {
    String alone = values.get(link + ONE_LINK + word);
    return alone == null ? network(word, own) : alone;
  }

  /** The names that are for one link only, and the link of each. */
  SequencedMap<String, String> ofOneLink() {
    SequencedMap<String, String> links = new LinkedHashMap<>();
    for (String name : values.sequencedKeySet()) {
      int dot = name.indexOf(ONE_LINK);
      if (dot > 0) {
        links.put(name, name.substring(0, dot));
      }
    }
    return links;
  }

  /** A name that means two things (posts a second, bits a second) is told by the unit. */
  private static @Nullable Parameter find(List<Parameter> all, String name, String text) {
    int dot = name.indexOf(ONE_LINK);
    if (dot > 0) {
      return ofNetwork(all, name.substring(dot + 1), name);
    }
    Parameter own = named(all, name);
    Parameter link = named(all, NetworkWord.LINK_PREFIX + name);
    return own != null && link != null && !own.understands(text) && link.understands(text)
        ? link
        : own;
  }

  /** The network's parameter of this word, for one link. */
  private static @Nullable Parameter ofNetwork(List<Parameter> all, String word, String name) {
    return all.stream()
        .filter(Parameter::isOfNetwork)
        .filter(one -> NetworkWord.plain(one.name()).equals(word))
        .findFirst()
        .map(one -> one.renamed(name))
        .orElse(null);
  }

  private static @Nullable Parameter named(List<Parameter> all, String name) {
    return all.stream().filter(one -> one.name().equals(name)).findFirst().orElse(null);
  }

  private static String unknown(String name, List<Parameter> parameters) {
    int dot = name.indexOf(ONE_LINK);
    if (dot > 0) {
      List<String> words = new ArrayList<>(FaultKind.words());
      words.addAll(List.of(NetworkWord.NETWORK, NetworkWord.JITTER.word()));
      String word = name.substring(dot + 1);
      return "a link has no word \"" + word + "\"" + Nearest.hint(word, words);
    }
    List<String> names = parameters.stream().map(Parameter::name).toList();
    return "the scenario has no parameter \"" + name + "\"" + Nearest.hint(name, names);
  }

  private static SequencedMap<String, String> inOrder(
      List<Parameter> parameters, SequencedMap<String, String> values) {
    SequencedMap<String, String> ordered = new LinkedHashMap<>();
    for (Parameter parameter : parameters) {
      String value = values.get(parameter.name());
      if (value != null) {
        ordered.put(parameter.name(), value);
      }
    }
    new TreeMap<>(values).forEach(ordered::putIfAbsent);
    return ordered;
  }
}
