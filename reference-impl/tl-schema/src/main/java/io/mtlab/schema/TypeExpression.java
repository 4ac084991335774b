package io.mtlab.schema;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a field or a result is. */
public sealed interface TypeExpression {

  /**
   * A type by its name, {@code User}, {@code auth.SentCode}, {@code Vector<long>}, {@code
   * %Message}, {@code int}.
   *
   * @param name with its name space; of a type if it begins with a capital letter, otherwise of a
   *     constructor
   * @param bare whether the constructor's number is left out on the wire
   * @param arguments in the order of the type's parameters
   */
  record Named(String name, boolean bare, List<TypeExpression> arguments)
      implements TypeExpression {
    /** Copies the arguments. */
    public Named {
      arguments = List.copyOf(arguments);
    }

    /** Whether the name is that of a constructor, which is always bare. */
    public boolean namesConstructor() {
      return Character.isLowerCase(name.charAt(name.lastIndexOf('.') + 1));
    }
  }

  /** A type variable, declared in braces. */
  record Variable(String name) implements TypeExpression {}

  /** A whole query whose answer is of the variable's type, {@code !X}. */
  record Query(String variable) implements TypeExpression {}

  /** {@code #}: a natural number of 4 bytes that later fields depend on. */
  record Natural() implements TypeExpression {}

  /** A number as the argument of a type or as a multiplicity. */
  record Constant(int value) implements TypeExpression {}

  /**
   * {@code 4*[ int ]} or {@code [ t ]}: the fields repeated without a number of their own.
   *
   * @param count null if it is the number that stands before it
   */
  record Repetition(@Nullable TypeExpression count, List<Field> fields) implements TypeExpression {
    /** Copies the fields. */
    public Repetition {
      fields = List.copyOf(fields);
    }
  }
}
