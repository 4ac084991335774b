package io.mtlab.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The arguments of one combinator: the rule {@code args} of TL-formal. */
final class FieldParser {
  private static final int BIT_MAX = 31;

  private final Cursor cursor;
  private final TypeParser types;
  private final SchemaLimits limits;
  private int count;
  private int depth;

  FieldParser(Cursor cursor, SchemaLimits limits) {
    this.cursor = cursor;
    this.types = new TypeParser(cursor, limits);
    this.limits = limits;
  }

  /** All fields up to this character, which is left standing. */
  List<Field> until(char end, Set<String> variables) throws SchemaException {
    if (++depth > limits.depthMax()) {
      throw cursor.expected("repetitions at most " + limits.depthMax() + " deep");
    }
    List<Field> fields = new ArrayList<>();
    cursor.blank();
    while (cursor.peek() != end) {
      if (cursor.atEnd() || cursor.peek() == ';') {
        throw cursor.expected("a field or '" + end + "'");
      }
      int from = cursor.position();
      for (Field field : next(fields, variables)) {
        if (++count > limits.fieldsMax()) {
          throw cursor.expected("at most " + limits.fieldsMax() + " fields");
        }
        refuseSecond(field, fields, from);
        fields.add(field);
      }
      cursor.blank();
    }
    depth--;
    return fields;
  }

  private void refuseSecond(Field field, List<Field> earlier, int from) throws SchemaException {
    String name = field.name();
    if (name != null && earlier.stream().anyMatch(other -> name.equals(other.name()))) {
      throw cursor.expectedAt(from, "another name", "a second field '" + name + "'");
    }
  }

  private List<Field> next(List<Field> earlier, Set<String> variables) throws SchemaException {
    if (cursor.peek() == '(') {
      List<Field> group = group(variables);
      if (!group.isEmpty()) {
        return group;
      }
    }
    String name = fieldName();
    if (cursor.peek() == '[') {
      return List.of(new Field(name, null, repetition(null, variables)));
    }
    TypeExpression multiplicity = multiplicity(earlier, variables);
    if (multiplicity != null) {
      return List.of(new Field(name, null, repetition(multiplicity, variables)));
    }
    Condition condition = name == null ? null : condition(earlier);
    if (cursor.passed("!")) {
      return List.of(new Field(name, condition, query(variables)));
    }
    return List.of(new Field(name, condition, types.term(variables)));
  }

  /** {@code name:} if it stands here. */
  private @Nullable String fieldName() throws SchemaException {
    int from = cursor.position();
    if (cursor.passed("_:")) {
      return null;
    }
    if (Cursor.isLetter(cursor.peek())) {
      String name = cursor.word("a field");
      if (cursor.passed(":")) {
        return name;
      }
      cursor.back(from);
    }
    return null;
  }

  /** {@code (a b:int)}: two fields of one type. Empty, and nothing passed, if it is a type. */
  private List<Field> group(Set<String> variables) throws SchemaException {
    int from = cursor.position();
    cursor.pass("(");
    cursor.blank();
    List<String> names = new ArrayList<>();
    while (Cursor.isLetter(cursor.peek())) {
      names.add(cursor.word("a field"));
      cursor.blank();
    }
    if (names.isEmpty() || !cursor.passed(":")) {
      cursor.back(from);
      return List.of();
    }
    cursor.blank();
    TypeExpression type = cursor.passed("!") ? query(variables) : types.term(variables);
    cursor.blank();
    cursor.pass(")");
    return names.stream().map(name -> new Field(name, null, type)).toList();
  }

  /** {@code 4*} or {@code n*} before a bracket. */
  private @Nullable TypeExpression multiplicity(List<Field> earlier, Set<String> variables)
      throws SchemaException {
    int from = cursor.position();
    TypeExpression count = null;
    if (Cursor.isDigit(cursor.peek())) {
      count = types.term(variables);
    } else if (Cursor.isLetter(cursor.peek())) {
      String name = cursor.word("a number");
      boolean known = earlier.stream().anyMatch(f -> f.isNumber() && name.equals(f.name()));
      count = known || variables.contains(name) ? new TypeExpression.Variable(name) : null;
    }
    if (count != null && cursor.passed("*")) {
      return count;
    }
    cursor.back(from);
    return null;
  }

  private TypeExpression repetition(@Nullable TypeExpression count, Set<String> variables)
      throws SchemaException {
    cursor.blank();
    cursor.pass("[");
    List<Field> inside = until(']', variables);
    cursor.pass("]");
    return new TypeExpression.Repetition(count, inside);
  }

  private TypeExpression query(Set<String> variables) throws SchemaException {
    int from = cursor.position();
    String name = cursor.word("a type variable");
    if (!variables.contains(name)) {
      cursor.back(from);
      throw cursor.expected("a type variable that is declared in braces");
    }
    return new TypeExpression.Query(name);
  }

  private @Nullable Condition condition(List<Field> earlier) throws SchemaException {
    int from = cursor.position();
    if (!Cursor.isLetter(cursor.peek())) {
      return null;
    }
    String flags = cursor.word("a type");
    if (!cursor.passed(".") || !Cursor.isDigit(cursor.peek())) {
      cursor.back(from);
      return null;
    }
    int bit = cursor.number(BIT_MAX, "a bit from 0 to 31");
    cursor.pass("?");
    if (earlier.stream().noneMatch(f -> f.isNumber() && flags.equals(f.name()))) {
      cursor.back(from);
      throw cursor.expected("the name of an earlier field of type #");
    }
    return new Condition(flags, bit);
  }
}
