package io.mtlab.scenario.model;

import io.mtlab.scenario.model.Problem.Place;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLParser;

/** YAML text to a {@link Tree}; a doubled key is a problem, the first one counts. */
final class TreeReader {
  /** Deeper documents are refused: a scenario has at most five levels. */
  private static final int DEPTH_MAX = 20;

  private final String file;
  private final List<Problem> problems;
  private final JsonParser parser;

  private TreeReader(String file, JsonParser parser, List<Problem> problems) {
    this.file = file;
    this.parser = parser;
    this.problems = problems;
  }

  /**
   * Reads one document.
   *
   * @param file its name in problems
   * @param text the whole file
   * @param problems gets what is wrong but does not stop the reading
   * @throws ScenarioException when it is no YAML at all; holds the problems found before too
   */
  static Tree read(String file, String text, List<Problem> problems) throws ScenarioException {
    try (JsonParser parser = YAMLMapper.shared().createParser(text)) {
      TreeReader reader = new TreeReader(file, parser, problems);
      if (parser.nextToken() == null) {
        throw stopped(problems, new Problem(new Place(file, 1, 1), "the file is empty"));
      }
      Tree tree = reader.value(0);
      if (parser.nextToken() != null) {
        problems.add(new Problem(reader.here(), "a second document; a file holds one scenario"));
      }
      return tree;
    } catch (JacksonException e) {
      throw stopped(problems, new Problem(place(file, e.getLocation()), reason(e)));
    }
  }

  private Tree value(int depth) throws ScenarioException {
    Place place = here();
    if (depth > DEPTH_MAX) {
      throw stopped(problems, new Problem(place, "nested more than " + DEPTH_MAX + " deep"));
    }
    if (isAlias()) {
      problems.add(new Problem(place, "*" + parser.getString() + " is an alias; write it out"));
    }
    return switch (parser.currentToken()) {
      case START_OBJECT -> mapping(place, depth);
      case START_ARRAY -> sequence(place, depth);
      default -> new Tree.Scalar(place, parser.getString(), scalar());
    };
  }

  private Tree mapping(Place place, int depth) throws ScenarioException {
    List<Tree.Entry> entries = new ArrayList<>();
    Tree.Mapping mapping = new Tree.Mapping(place, entries);
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      Place keyPlace = here();
      String key = parser.currentName();
      parser.nextToken();
      Tree value = value(depth + 1);
      Tree.Entry first = mapping.entry(key);
      if (first == null) {
        entries.add(new Tree.Entry(keyPlace, key, value));
      } else {
        String text = "key \"" + key + "\" stands here twice, first in line ";
        problems.add(new Problem(keyPlace, text + first.place().line()));
      }
    }
    return mapping;
  }

  private Tree sequence(Place place, int depth) throws ScenarioException {
    List<Tree> items = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      items.add(value(depth + 1));
    }
    return new Tree.Sequence(place, items);
  }

  private JsonNode scalar() {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    return switch (parser.currentToken()) {
      case VALUE_NUMBER_INT -> nodes.numberNode(parser.getBigIntegerValue());
      case VALUE_NUMBER_FLOAT -> decimal(parser.getString());
      case VALUE_TRUE -> nodes.booleanNode(true);
      case VALUE_FALSE -> nodes.booleanNode(false);
      case VALUE_NULL -> nodes.nullNode();
      default -> nodes.stringNode(parser.getString());
    };
  }

  /** What YAML calls a number and nobody can count with (.nan, .inf) is a text. */
  private static JsonNode decimal(String text) {
    try {
      return JsonNodeFactory.instance.numberNode(new BigDecimal(text.replace("_", "")));
    } catch (NumberFormatException e) {
      return JsonNodeFactory.instance.stringNode(text);
    }
  }

  private boolean isAlias() {
    return parser instanceof YAMLParser yaml && yaml.isCurrentAlias();
  }

  private Place here() {
    return place(file, parser.currentTokenLocation());
  }

  private static Place place(String file, TokenStreamLocation at) {
    return new Place(file, Math.max(1, at.getLineNr()), Math.max(1, at.getColumnNr()));
  }

  /** What the parser was doing and what it found, without the excerpts between them. */
  private static String reason(JacksonException e) {
    String words =
        e.getOriginalMessage()
            .lines()
            .filter(line -> !line.isBlank() && !line.startsWith(" "))
            .collect(Collectors.joining(", "));
    return "not YAML: " + (words.isEmpty() ? "unreadable" : words);
  }

  private static ScenarioException stopped(List<Problem> before, Problem last) {
    List<Problem> all = new ArrayList<>(before);
    all.add(last);
    return new ScenarioException(all);
  }
}
