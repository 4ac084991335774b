package io.mtlab.scenario.model;

import io.mtlab.scenario.model.files.NamedFiles;
import io.mtlab.simulator.hint.Nearest;
import io.mtlab.simulator.network.profile.FaultKind;
import io.mtlab.simulator.network.profile.FaultSpec;
import java.util.List;
import java.util.OptionalDouble;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the keys of one mapping, with {@code ${name}} filled in.
 *
 * <p>What is missing or of a wrong shape is the schema's to report: then a harmless value is
 * answered, so that the rest of the file is checked too.
 */
final class Cells {
  private static final Pattern HOLE = Pattern.compile("\\$\\{([^}]*)}");

  /** What fills the holes. */
  interface Values {
    /** The value of a parameter; null if there is none of this name. */
    @Nullable String of(String name);
  }

  private final Tree.Mapping mapping;
  private final Values values;
  private final List<Problem> problems;

  Cells(Tree.Mapping mapping, Values values, List<Problem> problems) {
    this.mapping = mapping;
    this.values = values;
    this.problems = problems;
  }

  boolean has(String key) {
    return mapping.get(key) != null;
  }

  /** The mappings of a list, each by itself; what is none is left out. */
  List<Cells> each(String chapter) {
    return mapping.get(chapter) instanceof Tree.Sequence sequence
        ? sequence.items().stream()
            .filter(Tree.Mapping.class::isInstance)
            .map(item -> new Cells((Tree.Mapping) item, values, problems))
            .toList()
        : List.of();
  }

  /** Where everything that is wrong is told. */
  List<Problem> problems() {
    return problems;
  }

  /** Where the value of a key stands, or the whole mapping without it. */
  Problem.Place place(String key) {
    Tree value = mapping.get(key);
    return value == null ? mapping.place() : value.place();
  }

  /** The text of a key, or the fallback. */
  String text(String key, String fallback) {
    return mapping.get(key) instanceof Tree.Scalar scalar ? filled(scalar) : fallback;
  }

  /**
   * The faults of a kind that stand under its word; a single value counts only if asked for.
   *
   * @param phases the names of the scenario's phases
   * @param files finds those that faults name
   */
  List<FaultSpec> faults(FaultKind kind, boolean alone, List<String> phases, NamedFiles files) {
    Tree tree = mapping.get(kind.word());
    if (tree == null || (tree instanceof Tree.Scalar && !alone)) {
      return List.of();
    }
    return new FaultReader(kind, phases, values, problems).read(tree, files::written);
  }

  /** The texts of a list; those of wrong shape are left out. */
  List<String> texts(String key) {
    return mapping.get(key) instanceof Tree.Sequence sequence
        ? sequence.items().stream()
            .filter(Tree.Scalar.class::isInstance)
            .map(item -> filled((Tree.Scalar) item))
            .toList()
        : List.of();
  }

  /** A number with a unit, in the base unit; empty if there is none or it is wrong. */
  OptionalDouble quantity(String key, Quantity quantity) {
    if (!(mapping.get(key) instanceof Tree.Scalar scalar)) {
      return OptionalDouble.empty();
    }
    int before = problems.size();
    String text = filled(scalar);
    OptionalDouble value = quantity.parse(text);
    if (value.isEmpty() && problems.size() == before) {
      wrong(key, "\"" + text + "\" is not " + quantity.example());
    }
    return value;
  }

  /** A number like {@link #quantity(String, Quantity)}, from the least to the most. */
  OptionalDouble quantity(String key, Quantity quantity, double least, double most) {
    OptionalDouble value = quantity(key, quantity);
    if (value.isEmpty() || (value.getAsDouble() >= least && value.getAsDouble() <= most)) {
      return value;
    }
    boolean below = value.getAsDouble() < least;
    wrong(
        key,
        text(key, "")
            + (below ? " is below the least value, " : " is above the greatest value, ")
            + quantity.format(below ? least : most));
    return OptionalDouble.empty();
  }

  /** A word out of a list; reported if it is another. */
  String choice(String key, List<String> known, String fallback) {
    String text = text(key, fallback);
    if (has(key) && !known.contains(text)) {
      wrong(key, "unknown " + key + " \"" + text + "\"" + Nearest.hint(text, known));
      return fallback;
    }
    return text;
  }

  /** Reports a problem at the value of a key, or at the whole mapping without it. */
  void wrong(String key, String text) {
    problems.add(new Problem(place(key), text));
  }

  /** Reports a problem at one item of a list. */
  void wrongItem(String key, int index, String text) {
    if (mapping.get(key) instanceof Tree.Sequence sequence) {
      problems.add(new Problem(sequence.items().get(index).place(), text));
    }
  }

  /** A text with its holes filled. */
  String filled(Tree.Scalar scalar) {
    Matcher holes = HOLE.matcher(scalar.text());
    return holes.replaceAll(hole -> Matcher.quoteReplacement(value(scalar, hole)));
  }

  private String value(Tree.Scalar scalar, MatchResult hole) {
    String name = hole.group(1);
    String value = values.of(name);
    if (value == null) {
      problems.add(new Problem(scalar.place(), "${" + name + "} is no parameter of this scenario"));
      return "";
    }
    return value;
  }
}
