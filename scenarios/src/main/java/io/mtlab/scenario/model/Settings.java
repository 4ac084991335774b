package io.mtlab.scenario.model;

import io.mtlab.scenario.model.Problem.Place;
import io.mtlab.scenario.model.files.NamedFiles;
import io.mtlab.scenario.model.hint.Nearest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * The values of a scenario's parameters for one run, checked against type and range.
 *
 * <p>In order of declaration, in canonical form; network parameters are there only if chosen.
 */
public final class Settings {
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

  /** A name that means two things (posts a second, bits a second) is told by the unit. */
  private static @Nullable Parameter find(List<Parameter> all, String name, String text) {
    Parameter own = named(all, name);
    Parameter link = named(all, NetworkWord.LINK_PREFIX + name);
    return own != null && link != null && !own.understands(text) && link.understands(text)
        ? link
        : own;
  }

  private static @Nullable Parameter named(List<Parameter> all, String name) {
    return all.stream().filter(one -> one.name().equals(name)).findFirst().orElse(null);
  }

  private static String unknown(String name, List<Parameter> parameters) {
    List<String> names = parameters.stream().map(Parameter::name).toList();
    return "the scenario has no parameter \"" + name + "\"" + Nearest.hint(name, names);
  }

  private static SequencedMap<String, String> inOrder(
      List<Parameter> parameters, Map<String, String> values) {
    SequencedMap<String, String> ordered = new LinkedHashMap<>();
    for (Parameter parameter : parameters) {
      String value = values.get(parameter.name());
      if (value != null) {
        ordered.put(parameter.name(), value);
      }
    }
    return ordered;
  }
}
