package io.mtlab.mtproto.tl.layers;

import io.mtlab.schema.Combinator;
import io.mtlab.schema.Condition;
import io.mtlab.schema.Field;
import io.mtlab.schema.Schema;
import io.mtlab.schema.TypeExpression;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * Says in one schema what was said in another: constructors and fields of the same name. Null means
 * that it cannot be said.
 *
 * <p>An answer is bent until it fits: what the other layer does not know is left out of vectors and
 * optional fields; where it must stand, a constructor that says nothing takes its place; an object
 * that only wraps another is put on or taken off. A query is not bent: what is there and cannot be
 * said makes the whole of it unsayable, or something else would be executed.
 */
final class Translation {
  private final Schema to;
  private final boolean bent;
  private final Defaults defaults;

  /**
   * A translation.
   *
   * @param bent whether what does not fit may be changed
   */
  Translation(Schema to, boolean bent) {
    this.to = to;
    this.bent = bent;
    this.defaults = new Defaults(to);
  }

  /** A query as this method of the other schema. */
  @Nullable Node query(Node query, Combinator method) {
    return filled(query, method);
  }

  /** A value of one type as one of another. */
  @Nullable Object value(Object value, TypeExpression type) {
    if (!(type instanceof TypeExpression.Named named)) {
      return value;
    }
    return switch (value) {
      case Integer number ->
          switch (named.name()) {
            case "int" -> number;
            case "long" -> number.longValue();
            default -> null;
          };
      case Long number ->
          switch (named.name()) {
            case "long" -> number;
            case "int" -> number == number.intValue() ? number.intValue() : null;
            default -> null;
          };
      case Double number -> named.name().equals("double") ? number : null;
      case Boolean bool -> named.name().equals("Bool") ? bool : null;
      case List<?> list -> SchemaCodec.isVector(named) ? vector(list, named) : null;
      case Node node -> node(node, named);
      default -> isBytes(named) ? value : null;
    };
  }

  private static boolean isBytes(TypeExpression.Named type) {
    return List.of("string", "bytes", "int128", "int256", "Object").contains(type.name());
  }

  private @Nullable List<Object> vector(List<?> list, TypeExpression.Named type) {
    List<Object> said = new ArrayList<>(list.size());
    for (Object each : list) {
      Object value = value(each, type.arguments().getFirst());
      if (value != null) {
        said.add(value);
      } else if (!bent) {
        return null;
      }
    }
    return said;
  }

  private @Nullable Node node(Node node, TypeExpression.Named type) {
    Combinator same = to.constructor(node.name());
    if (same != null && (same.result().equals(type) || named(type).equals(same.name()))) {
      return filled(node, same);
    }
    if (!bent) {
      return null;
    }
    Node other = inside(node, type);
    return other == null ? around(node, type) : other;
  }

  private static String named(TypeExpression.Named type) {
    return type.bare() ? type.name() : "";
  }

  /** The one field of this type, of an object that is not known as a whole. */
  private @Nullable Node inside(Node node, TypeExpression.Named type) {
    Node found = null;
    for (Field field : node.declaration().fields()) {
      if (field.type().equals(type)
          && node.field(String.valueOf(field.name())) instanceof Node inner) {
        if (found != null) {
          return null;
        }
        found = inner;
      }
    }
    return found == null ? null : node(found, type);
  }

  /** An object of this type that has room for what is to be said. */
  private @Nullable Node around(Node node, TypeExpression.Named type) {
    for (Combinator constructor : to.constructorsOf(type.name())) {
      for (Field field : constructor.fields()) {
        if (field.condition() == null && field.type().equals(node.declaration().result())) {
          SequencedMap<String, Object> fields = new LinkedHashMap<>();
          fields.put(String.valueOf(field.name()), node);
          return filled(new Node(node.declaration(), fields), constructor);
        }
      }
    }
    return null;
  }

  private @Nullable Node filled(Node from, Combinator as) {
    SequencedMap<String, Object> fields = new LinkedHashMap<>();
    for (Field field : as.fields()) {
      if (field.isNumber()) {
        continue;
      }
      String name = String.valueOf(field.name());
      Object given = from.field(name);
      Object value = given == null ? null : said(given, field);
      if (value == null && given != null && !bent && !field.isFlagOnly()) {
        return null;
      }
      if (value == null && field.condition() == null) {
        value = given == null ? defaults.of(field.type()) : nothing(field.type());
      }
      if (value != null) {
        fields.put(name, value);
      } else if (field.condition() == null) {
        return null;
      }
    }
    complete(as, fields);
    return new Node(as, fields);
  }

  private @Nullable Object nothing(TypeExpression type) {
    Node nothing = defaults.nothing(type);
    return nothing == null ? defaults.of(type) : nothing;
  }

  private @Nullable Object said(Object given, Field field) {
    if (field.isFlagOnly()) {
      return Boolean.TRUE.equals(given) ? true : null;
    }
    return value(given, field.type());
  }

  /** Fields of one bit come together: where one is there, the others get their defaults. */
  private void complete(Combinator as, SequencedMap<String, Object> fields) {
    for (Field field : as.fields()) {
      Condition condition = field.condition();
      String name = String.valueOf(field.name());
      if (condition == null || fields.containsKey(name) || !isSet(condition, as, fields)) {
        continue;
      }
      Object value = field.isFlagOnly() ? true : defaults.of(field.type());
      if (value == null) {
        as.fields().stream()
            .filter(other -> condition.equals(other.condition()))
            .forEach(other -> fields.remove(String.valueOf(other.name())));
      } else {
        fields.put(name, value);
      }
    }
  }

  private static boolean isSet(
      Condition condition, Combinator as, SequencedMap<String, Object> fields) {
    return as.fields().stream()
        .anyMatch(field ->
            condition.equals(field.condition())
                && fields.containsKey(String.valueOf(field.name())));
  }
}
