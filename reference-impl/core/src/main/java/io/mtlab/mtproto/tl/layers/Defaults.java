package io.mtlab.mtproto.tl.layers;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.schema.Combinator;
import io.mtlab.schema.Field;
import io.mtlab.schema.Schema;
import io.mtlab.schema.TypeExpression;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * What stands in a field that a layer demands and the other one does not know: zero, the empty
 * string, false, the empty vector; of a type the constructor that says nothing ({@code ...Empty},
 * {@code ...Unsupported}), or else the first one that can be made of such values.
 */
final class Defaults {
  /** Objects in objects, before a type is given up. */
  private static final int DEPTH_MAX = 4;

  private static final Bytes NOTHING = Bytes.wrap(new byte[0]);

  private final Schema schema;

  Defaults(Schema schema) {
    this.schema = schema;
  }

  /** The value of a type, or null if there is none. */
  @Nullable Object of(TypeExpression type) {
    return of(type, 0);
  }

  /** The constructor of a type that says nothing, or null if there is none. */
  @Nullable Node nothing(TypeExpression type) {
    return type instanceof TypeExpression.Named named ? nothing(named) : null;
  }

  private @Nullable Object of(TypeExpression type, int depth) {
    if (!(type instanceof TypeExpression.Named named)) {
      return null;
    }
    return switch (named.name()) {
      case "int" -> 0;
      case "long" -> 0L;
      case "double" -> 0.0;
      case "string", "bytes" -> NOTHING;
      case "int128" -> Bytes.wrap(new byte[16]);
      case "int256" -> Bytes.wrap(new byte[32]);
      case "Bool" -> false;
      case "Vector", "vector" -> List.of();
      default -> {
        Node nothing = nothing(named);
        yield nothing == null ? made(named, depth) : nothing;
      }
    };
  }

  private @Nullable Node nothing(TypeExpression.Named type) {
    for (Combinator constructor : schema.constructorsOf(type.name())) {
      boolean named =
          constructor.name().endsWith("Empty") || constructor.name().endsWith("Unsupported");
      if (named && constructor.fields().stream().allMatch(Defaults::isOptional)) {
        return new Node(constructor, new LinkedHashMap<>());
      }
    }
    return null;
  }

  private @Nullable Node made(TypeExpression.Named type, int depth) {
    if (depth == DEPTH_MAX) {
      return null;
    }
    for (Combinator constructor : schema.constructorsOf(type.name())) {
      SequencedMap<String, Object> fields = new LinkedHashMap<>();
      boolean whole = true;
      for (Field field : constructor.fields()) {
        if (!isOptional(field)) {
          Object value = of(field.type(), depth + 1);
          whole &= value != null;
          if (value != null) {
            fields.put(String.valueOf(field.name()), value);
          }
        }
      }
      if (whole) {
        return new Node(constructor, fields);
      }
    }
    return null;
  }

  private static boolean isOptional(Field field) {
    return field.isNumber() || field.condition() != null;
  }
}
