package io.mtlab.scenario.model;

import io.mtlab.scenario.model.Problem.Place;
import io.mtlab.scenario.model.files.NamedFiles;
import io.mtlab.simulator.hint.Nearest;
import io.mtlab.simulator.network.Stream;
import io.mtlab.simulator.network.profile.Attribute;
import io.mtlab.simulator.network.profile.BadFaultException;
import io.mtlab.simulator.network.profile.FaultKind;
import io.mtlab.simulator.network.profile.FaultSpec;
import io.mtlab.simulator.network.profile.Value;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A fault of a link as it is written: a single value ({@code 5%}), a mapping of its attributes, or
 * a list of such. Files (traces, tables of delays) are looked for beside the scenario.
 */
final class FaultReader {
  private static final String STREAM = "stream";
  private static final String FILE = "file";
  private static final List<String> STREAMS = List.of("both", "upstream", "downstream");

  private final FaultKind kind;
  private final @Nullable List<String> phases;
  private final Cells.Values values;
  private final List<Problem> problems;

  /**
   * @param phases the names of the scenario's phases; null while nobody knows them
   */
  FaultReader(
      FaultKind kind, @Nullable List<String> phases, Cells.Values values, List<Problem> problems) {
    this.kind = kind;
    this.phases = phases;
    this.values = values;
    this.problems = problems;
  }

  /** Whether a text is more than a single value. */
  static boolean isStructured(String text) {
    String stripped = text.strip();
    return stripped.startsWith("{") || stripped.startsWith("[");
  }

  /** What is wrong with a fault that was typed behind {@code --set}; null if nothing is. */
  static @Nullable String wrongWith(FaultKind kind, String text, NamedFiles files) {
    List<Problem> problems = new ArrayList<>();
    typed(kind, text, files, null, problems);
    return problems.isEmpty()
        ? null
        : problems.stream()
            .map(one -> one.place().line() > 1 ? one.toString() : one.text())
            .collect(Collectors.joining("; "));
  }

  /** A fault that was typed behind {@code --set}: its files lie where the program was started. */
  static List<FaultSpec> typed(
      FaultKind kind,
      String text,
      NamedFiles files,
      @Nullable List<String> phases,
      List<Problem> problems) {
    String option = "--set " + kind.word();
    FaultReader reader = new FaultReader(kind, phases, name -> null, problems);
    if (!isStructured(text)) {
      Place place = new Place(option, 0, 0);
      return reader.list(reader.alone(place, text, files::typed));
    }
    try {
      return reader.read(TreeReader.read(option, text, problems), files::typed);
    } catch (ScenarioException broken) {
      broken.problems().stream().filter(one -> !problems.contains(one)).forEach(problems::add);
      return List.of();
    }
  }

  /** All faults of this kind that stand here; what is wrong is reported and left out. */
  List<FaultSpec> read(Tree tree, Function<String, Path> finder) {
    return switch (tree) {
      case Tree.Scalar scalar -> list(alone(scalar.place(), filled(scalar), finder));
      case Tree.Mapping mapping -> list(mapping(mapping, finder));
      case Tree.Sequence sequence ->
          sequence.items().stream().flatMap(item -> item(item, finder).stream()).toList();
    };
  }

  private List<FaultSpec> item(Tree item, Function<String, Path> finder) {
    if (item instanceof Tree.Sequence) {
      problems.add(new Problem(item.place(), "a list stands where one " + kind.word() + " does"));
      return List.of();
    }
    return read(item, finder);
  }

  private List<FaultSpec> list(@Nullable FaultSpec spec) {
    return spec == null ? List.of() : List.of(spec);
  }

  private @Nullable FaultSpec alone(Place place, String text, Function<String, Path> finder) {
    SequencedMap<String, Value> given = new LinkedHashMap<>();
    try {
      Attribute main = kind.attribute(kind.main());
      Value value = kind == FaultKind.TRACE ? rows(place, text, finder) : main.parse(text);
      if (value == null) {
        return null;
      }
      given.put(main.name(), value);
      return FaultSpec.of(kind, given);
    } catch (BadFaultException refused) {
      problems.add(new Problem(place, String.valueOf(refused.getMessage())));
      return null;
    }
  }

  private @Nullable FaultSpec mapping(Tree.Mapping mapping, Function<String, Path> finder) {
    SequencedMap<String, Value> given = new LinkedHashMap<>();
    int before = problems.size();
    for (Tree.Entry entry : mapping.entries()) {
      if (!entry.key().equals(STREAM)) {
        attribute(entry, finder, given);
      }
    }
    Stream stream = stream(mapping);
    if (problems.size() > before) {
      return null;
    }
    if (kind == FaultKind.TRACE && !given.containsKey(kind.main())) {
      problems.add(new Problem(mapping.place(), "a trace needs its file"));
      return null;
    }
    try {
      return FaultSpec.of(kind, given).in(stream);
    } catch (BadFaultException refused) {
      Tree value = refused.attribute() == null ? null : mapping.get(refused.attribute());
      Place place = value == null ? mapping.place() : value.place();
      problems.add(new Problem(place, String.valueOf(refused.getMessage())));
      return null;
    }
  }

  private void attribute(
      Tree.Entry entry, Function<String, Path> finder, SequencedMap<String, Value> given) {
    boolean file = kind == FaultKind.TRACE && entry.key().equals(FILE);
    Attribute attribute;
    try {
      attribute = kind.attribute(file ? kind.main() : entry.key());
    } catch (BadFaultException unknown) {
      problems.add(new Problem(entry.place(), String.valueOf(unknown.getMessage())));
      return;
    }
    try {
      Value value = value(attribute, entry.value(), finder);
      if (value != null) {
        given.put(attribute.name(), value);
      }
    } catch (BadFaultException refused) {
      problems.add(new Problem(entry.value().place(), String.valueOf(refused.getMessage())));
    }
  }

  private @Nullable Value value(Attribute attribute, Tree tree, Function<String, Path> finder) {
    return switch (tree) {
      case Tree.Scalar scalar ->
          switch (attribute.type()) {
            case ROWS -> rows(scalar.place(), filled(scalar), finder);
            case TABLE -> table(attribute, scalar, finder);
            case NAME ->
                attribute.name().equals("phase")
                    ? phase(attribute.parse(filled(scalar)), scalar.place())
                    : attribute.parse(filled(scalar));
            default -> attribute.parse(filled(scalar));
          };
      case Tree.Sequence sequence when attribute.type() == Attribute.Type.MESSAGES ->
          messages(attribute, sequence);
      case Tree.Sequence sequence when attribute.type() == Attribute.Type.SPANS ->
          attribute.parse(
              sequence.items().stream()
                  .map(item -> item instanceof Tree.Scalar scalar ? filled(scalar) : item.kind())
                  .collect(Collectors.joining(",")));
      case Tree.Sequence sequence -> attribute.ofNumbers(numbers(attribute, sequence));
      case Tree.Mapping _ ->
          throw new BadFaultException(
              attribute.name(), attribute.name() + " must be " + attribute.form());
    };
  }

  /** What was typed is read for each link, and is wrong once. */
  private Value phase(Value name, Place place) {
    if (phases != null && name instanceof Value.Word(String word) && !phases.contains(word)) {
      String text = "no phase is called \"" + word + "\"" + Nearest.hint(word, phases);
      Problem problem = new Problem(place, text);
      if (!problems.contains(problem)) {
        problems.add(problem);
      }
    }
    return name;
  }

  /** Each by itself, so that a wrong one has its place. */
  private @Nullable Value messages(Attribute attribute, Tree.Sequence sequence) {
    List<String> names = new ArrayList<>();
    int before = problems.size();
    for (Tree item : sequence.items()) {
      String text = item instanceof Tree.Scalar scalar ? filled(scalar) : item.kind();
      try {
        attribute.parse(text);
        names.add(text);
      } catch (BadFaultException refused) {
        problems.add(new Problem(item.place(), String.valueOf(refused.getMessage())));
      }
    }
    return problems.size() > before ? null : attribute.parse(String.join(",", names));
  }

  private List<Double> numbers(Attribute attribute, Tree.Sequence sequence) {
    List<Double> numbers = new ArrayList<>();
    for (Tree item : sequence.items()) {
      if (item instanceof Tree.Scalar scalar && scalar.json().isNumber()) {
        numbers.add(scalar.json().asDouble());
      } else {
        String text = attribute.name() + " must be " + attribute.form() + ", not " + item.kind();
        problems.add(new Problem(item.place(), text));
      }
    }
    return numbers;
  }

  private @Nullable Stream stream(Tree.Mapping mapping) {
    String word = new Cells(mapping, values, problems).choice(STREAM, STREAMS, STREAMS.getFirst());
    return switch (word) {
      case "upstream" -> Stream.UPSTREAM;
      case "downstream" -> Stream.DOWNSTREAM;
      default -> null;
    };
  }

  private @Nullable Value rows(Place place, String file, Function<String, Path> finder) {
    List<Double> rows = new NetworkFiles(place, problems).trace(finder, file);
    return rows == null ? null : new Value.Table(rows);
  }

  private @Nullable Value table(
      Attribute attribute, Tree.Scalar scalar, Function<String, Path> finder) {
    List<Double> numbers = new NetworkFiles(scalar.place(), problems).table(finder, filled(scalar));
    return numbers == null ? null : attribute.ofNumbers(numbers);
  }

  private String filled(Tree.Scalar scalar) {
    return new Cells(new Tree.Mapping(scalar.place(), List.of()), values, problems).filled(scalar);
  }
}
