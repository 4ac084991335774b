package io.mtlab.scenario.model;

import io.mtlab.scenario.model.Problem.Place;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** A YAML document in which every key and value still knows its place in the file. */
sealed interface Tree {
  Place place();

  /** The plain JSON value, for the schema. */
  JsonNode json();

  /** What a person calls this kind of value. */
  String kind();

  /** A list of keys with values; keys are unique once read. */
  record Mapping(Place place, List<Entry> entries) implements Tree {
    @Nullable Entry entry(String key) {
      return entries.stream().filter(entry -> entry.key().equals(key)).findFirst().orElse(null);
    }

    @Nullable Tree get(String key) {
      Entry entry = entry(key);
      return entry == null ? null : entry.value();
    }

    @Override
    public JsonNode json() {
      var node = JsonNodeFactory.instance.objectNode();
      entries.forEach(entry -> node.set(entry.key(), entry.value().json()));
      return node;
    }

    @Override
    public String kind() {
      return "a mapping";
    }
  }

  /** A key with its value. */
  record Entry(Place place, String key, Tree value) {}

  /** A list of values. */
  record Sequence(Place place, List<Tree> items) implements Tree {
    @Override
    public JsonNode json() {
      var node = JsonNodeFactory.instance.arrayNode();
      items.forEach(item -> node.add(item.json()));
      return node;
    }

    @Override
    public String kind() {
      return "a list";
    }
  }

  /** A single value: its text as written, and what YAML takes it for. */
  record Scalar(Place place, String text, JsonNode json) implements Tree {
    private static final int SHOWN_MAX = 80;
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    @Override
    public String kind() {
      return switch (json.getNodeType()) {
        case NUMBER -> "the number " + shown();
        case BOOLEAN -> "the truth value " + text;
        case NULL -> "nothing";
        default -> "the text \"" + shown() + "\"";
      };
    }

    /** What a terminal may be shown of it. */
    private String shown() {
      String most = text.length() > SHOWN_MAX ? text.substring(0, SHOWN_MAX) + "..." : text;
      return CONTROL.matcher(most).replaceAll("?");
    }
  }
}
