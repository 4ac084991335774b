package io.mtlab.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Type expressions: the rules {@code expr}, {@code subexpr} and {@code term} of TL-formal. */
final class TypeParser {
  private final Cursor cursor;
  private final int depthMax;
  private int depth;

  TypeParser(Cursor cursor, SchemaLimits limits) {
    this.cursor = cursor;
    this.depthMax = limits.depthMax();
  }

  /** A type as a field has it: several words only in parentheses or angle brackets. */
  TypeExpression term(Set<String> variables) throws SchemaException {
    enter();
    TypeExpression term = termInside(variables);
    depth--;
    return term;
  }

  private TypeExpression termInside(Set<String> variables) throws SchemaException {
    char next = cursor.peek();
    if (cursor.passed("#")) {
      return new TypeExpression.Natural();
    }
    if (cursor.passed("(")) {
      TypeExpression inside = words(variables, ")");
      cursor.pass(")");
      return inside;
    }
    if (next == '%') {
      return bare(variables);
    }
    if (Cursor.isDigit(next)) {
      return new TypeExpression.Constant(cursor.number(Integer.MAX_VALUE, "a number"));
    }
    return named(variables);
  }

  private TypeExpression bare(Set<String> variables) throws SchemaException {
    cursor.pass("%");
    int from = cursor.position();
    if (term(variables) instanceof TypeExpression.Named named && !named.namesConstructor()) {
      return new TypeExpression.Named(named.name(), true, named.arguments());
    }
    cursor.back(from);
    throw cursor.expected("a boxed type behind '%'");
  }

  private TypeExpression named(Set<String> variables) throws SchemaException {
    String name = cursor.name("a type");
    if (variables.contains(name)) {
      return new TypeExpression.Variable(name);
    }
    List<TypeExpression> arguments = new ArrayList<>();
    if (cursor.passed("<")) {
      do {
        cursor.blank();
        arguments.add(words(variables, ",>"));
        cursor.blank();
      } while (cursor.passed(","));
      cursor.pass(">");
    }
    return type(name, arguments);
  }

  /** A type with its arguments behind it, up to one of these characters or the end. */
  TypeExpression words(Set<String> variables, String until) throws SchemaException {
    enter();
    cursor.blank();
    int from = cursor.position();
    TypeExpression head = term(variables);
    List<TypeExpression> arguments = new ArrayList<>();
    cursor.blank();
    while (!cursor.atEnd() && until.indexOf(cursor.peek()) < 0) {
      arguments.add(term(variables));
      cursor.blank();
    }
    depth--;
    if (arguments.isEmpty()) {
      return head;
    }
    if (head instanceof TypeExpression.Named named && named.arguments().isEmpty()) {
      return new TypeExpression.Named(named.name(), named.bare(), arguments);
    }
    cursor.back(from);
    throw cursor.expected("a type that takes arguments");
  }

  private static TypeExpression type(String name, List<TypeExpression> arguments) {
    boolean bare = Character.isLowerCase(name.charAt(name.lastIndexOf('.') + 1));
    return new TypeExpression.Named(name, bare, arguments);
  }

  private void enter() throws SchemaException {
    if (++depth > depthMax) {
      throw cursor.expected("types at most " + depthMax + " deep");
    }
  }
}
