package io.mtlab.scenario.model;

import io.mtlab.scenario.model.files.NamedFiles;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** The chapter {@code parameters} of a scenario file. */
final class ParameterReader {
  private static final List<String> TYPES =
      Arrays.stream(Parameter.Type.values())
          .map(type -> type.name().toLowerCase(Locale.ROOT))
          .toList();

  private final NamedFiles files;
  private final List<Problem> problems;

  ParameterReader(NamedFiles files, List<Problem> problems) {
    this.files = files;
    this.problems = problems;
  }

  List<Parameter> read(Tree.Mapping root) {
    List<Parameter> parameters = new ArrayList<>();
    if (root.get("parameters") instanceof Tree.Mapping chapter) {
      for (Tree.Entry entry : chapter.entries()) {
        if (entry.value() instanceof Tree.Mapping mapping) {
          parameters.add(parameter(entry, new Cells(mapping, name -> null, problems)));
        }
      }
    }
    return parameters;
  }

  private Parameter parameter(Tree.Entry entry, Cells cells) {
    String written = cells.choice("type", TYPES, "text");
    Parameter.Type type = Parameter.Type.valueOf(written.toUpperCase(Locale.ROOT));
    if (entry.key().equals(NetworkWord.NETWORK)) {
      problems.add(
          new Problem(entry.place(), "\"network\" is a parameter of every scenario already"));
    }
    Parameter parameter =
        new Parameter(
            entry.key(),
            type,
            cells.text("default", ""),
            bound(cells, "min", type),
            bound(cells, "max", type),
            cells.texts("choices"),
            cells.text("help", "").strip(),
            null);
    if (!cells.has("default")) {
      return parameter;
    }
    String wrong = parameter.wrongWith(cells.text("default", ""), files);
    if (wrong != null) {
      cells.wrong("default", wrong);
      return parameter;
    }
    String canonical = parameter.canonical(cells.text("default", ""));
    return new Parameter(
        parameter.name(),
        type,
        canonical,
        parameter.min(),
        parameter.max(),
        parameter.choices(),
        parameter.help(),
        null);
  }

  private static OptionalDouble bound(Cells cells, String key, Parameter.Type type) {
    Quantity quantity = type.quantity();
    if (quantity == null) {
      if (cells.has(key)) {
        cells.wrong(key, "a " + type.name().toLowerCase(Locale.ROOT) + " has no " + key);
      }
      return OptionalDouble.empty();
    }
    return cells.quantity(key, quantity);
  }
}
