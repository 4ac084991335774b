package io.mtlab.scenario.model;

import com.networknt.schema.Error;
import io.mtlab.scenario.model.Problem.Place;
import io.mtlab.scenario.model.schema.Schemas;
import io.mtlab.simulator.hint.Nearest;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Holds a tree against the schema and says what is wrong in the words of a person. */
final class SchemaCheck {
  private static final Pattern SLASH = Pattern.compile("/");

  private final Schemas schema;

  SchemaCheck(Schemas schema) {
    this.schema = schema;
  }

  List<Problem> check(Tree tree) {
    return schema.check(tree.json()).stream().map(error -> problem(tree, error)).toList();
  }

  private Problem problem(Tree root, Error error) {
    Tree at = find(root, error.getInstanceLocation().toString());
    String keyword = error.getKeyword() == null ? "" : error.getKeyword();
    return switch (keyword) {
      case "additionalProperties", "unevaluatedProperties" ->
          unknownKey(at, error.getProperty(), keysBeside(error));
      case "required" -> new Problem(at.place(), "key \"" + error.getProperty() + "\" is missing");
      case "enum" -> new Problem(at.place(), unknownValue(at, error));
      case "type" -> new Problem(at.place(), at.kind() + " stands where " + wanted(error));
      case "propertyNames" -> nameOfKey(at, error);
      case "pattern" -> new Problem(at.place(), at.kind() + " stands where " + form(beside(error)));
      case "minItems" ->
          new Problem(at.place(), "a list of at least " + bound(error) + " is wanted");
      case "maxItems" ->
          new Problem(at.place(), "a list of at most " + bound(error) + " is wanted");
      case "minimum" -> new Problem(at.place(), "the least value is " + bound(error));
      case "maximum" -> new Problem(at.place(), "the greatest value is " + bound(error));
      default -> new Problem(at.place(), error.getMessage());
    };
  }

  private static Problem nameOfKey(Tree at, Error error) {
    String key = String.valueOf(error.getProperty());
    Tree.Entry entry = at instanceof Tree.Mapping mapping ? mapping.entry(key) : null;
    Place place = entry == null ? at.place() : entry.place();
    return new Problem(
        place, "the key \"" + key + "\" stands where " + form(error.getSchemaNode()));
  }

  private static String bound(Error error) {
    return error.getSchemaNode().asString();
  }

  /** A pattern has its meaning in a comment beside it. */
  private static String form(JsonNode schema) {
    return schema.path("$comment").asString("another form") + " is wanted";
  }

  private static Problem unknownKey(Tree at, String key, List<String> known) {
    Tree.Entry entry = at instanceof Tree.Mapping mapping ? mapping.entry(key) : null;
    Place place = entry == null ? at.place() : entry.place();
    return new Problem(place, "unknown key \"" + key + "\"" + Nearest.hint(key, known));
  }

  private static String unknownValue(Tree at, Error error) {
    List<String> known = new ArrayList<>();
    error.getSchemaNode().forEach(one -> known.add(one.asString()));
    return at instanceof Tree.Scalar scalar
        ? "unknown value \"" + scalar.text() + "\"" + Nearest.hint(scalar.text(), known)
        : at.kind() + " stands where one of " + String.join(", ", known) + " is wanted";
  }

  private static String wanted(Error error) {
    JsonNode type = error.getSchemaNode();
    List<String> words = new ArrayList<>();
    if (type.isArray()) {
      type.forEach(one -> words.add(word(one.asString())));
    } else {
      words.add(word(type.asString()));
    }
    return String.join(" or ", words) + " is wanted";
  }

  private static String word(String type) {
    return switch (type) {
      case "object" -> "a mapping";
      case "array" -> "a list";
      case "string" -> "a text";
      case "integer" -> "a whole number";
      case "boolean" -> "true or false";
      default -> "a " + type;
    };
  }

  /** The keys that the schema knows where it met an unknown one. */
  private List<String> keysBeside(Error error) {
    return List.copyOf(beside(error).path("properties").propertyNames());
  }

  /** The part of the schema in which the broken keyword stands. */
  private JsonNode beside(Error error) {
    JsonNode node = schema.document();
    String[] steps = SLASH.split(error.getSchemaLocation().getFragment().toString(), -1);
    for (int i = 1; i < steps.length - 1; i++) {
      node = node.isArray() ? node.path(Integer.parseInt(steps[i])) : node.path(unescape(steps[i]));
    }
    return node;
  }

  private static Tree find(Tree root, String pointer) {
    Tree at = root;
    String[] steps = SLASH.split(pointer, -1);
    for (int i = 1; i < steps.length; i++) {
      Tree below =
          switch (at) {
            case Tree.Mapping mapping -> mapping.get(unescape(steps[i]));
            case Tree.Sequence sequence -> sequence.items().get(Integer.parseInt(steps[i]));
            case Tree.Scalar scalar -> scalar;
          };
      if (below == null) {
        return at;
      }
      at = below;
    }
    return at;
  }

  private static String unescape(String step) {
    return step.replace("~1", "/").replace("~0", "~");
  }
}
