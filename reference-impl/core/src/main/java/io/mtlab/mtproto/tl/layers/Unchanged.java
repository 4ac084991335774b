package io.mtlab.mtproto.tl.layers;

import io.mtlab.schema.Combinator;
import io.mtlab.schema.Field;
import io.mtlab.schema.Schema;
import io.mtlab.schema.TypeExpression;
import java.util.HashSet;
import java.util.Set;

/**
 * What stands in two layers alike, down to the last type inside, so that its bytes need no second
 * look.
 */
final class Unchanged {
  private final Schema to;
  private final Set<String> changed = new HashSet<>();

  Unchanged(Schema from, Schema to) {
    this.to = to;
    int before;
    do {
      before = changed.size();
      for (String type : from.types()) {
        if (!from.constructorsOf(type).stream().allMatch(this::isAlike)) {
          changed.add(type);
        }
      }
    } while (changed.size() > before);
  }

  /** Whether any value of this type is the same in the other layer. */
  boolean contains(TypeExpression type) {
    return switch (type) {
      case TypeExpression.Named named ->
          !changed.contains(named.name()) && named.arguments().stream().allMatch(this::contains);
      default -> true;
    };
  }

  /** Whether this method is the same, with all that stands in it. */
  boolean contains(Combinator method) {
    return method.equals(to.method(method.name()))
        && method.fields().stream().map(Field::type).allMatch(this::contains);
  }

  private boolean isAlike(Combinator constructor) {
    return constructor.equals(to.constructor(constructor.name()))
        && constructor.fields().stream().map(Field::type).allMatch(this::contains);
  }
}
