package io.mtlab.schema;

import org.jspecify.annotations.Nullable;

/**
 * One argument of a combinator.
 *
 * @param name null where the schema names none
 * @param condition null if it is always there
 * @param type what stands there
 */
public record Field(@Nullable String name, @Nullable Condition condition, TypeExpression type) {

  /** Whether the field is a flag only, {@code flags.N?true}: it takes no bytes of its own. */
  public boolean isFlagOnly() {
    return condition != null
        && type instanceof TypeExpression.Named named
        && named.name().equals("true");
  }

  /** Whether the field is a number that other fields' conditions, or repetitions, may name. */
  public boolean isNumber() {
    return type instanceof TypeExpression.Natural && condition == null;
  }
}
