package io.mtlab.schema;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads a {@code .tl} text by recursive descent: sections, declarations, comments, {@code // LAYER
 * n}. Partial applications, {@code Final}, sums of numbers and combinators without a name are
 * refused: no schema of MTProto has them.
 *
 * @see <a href="https://core.telegram.org/mtproto/TL-formal">TL-formal</a>
 */
public final class SchemaParser {
  private final Cursor cursor;
  private final SchemaLimits limits;
  private final List<Combinator> combinators = new ArrayList<>();
  private final Map<Combinator, Schema.Place> places = new HashMap<>(); // looked up, never walked
  private final Set<String> names = new HashSet<>();
  private final Set<Integer> numbers = new HashSet<>();
  private Combinator.Kind section = Combinator.Kind.CONSTRUCTOR;

  private SchemaParser(String text, SchemaLimits limits) {
    this.cursor = new Cursor(text);
    this.limits = limits;
  }

  /** The schema that this text declares. */
  public static Schema parse(String text) throws SchemaException {
    return parse(text, SchemaLimits.DEFAULT);
  }

  /** The schema that this text declares, within these limits. */
  public static Schema parse(String text, SchemaLimits limits) throws SchemaException {
    if (text.length() > limits.charactersMax()) {
      throw new SchemaException(
          1, 1, "at most " + limits.charactersMax() + " characters", text.length() + " characters");
    }
    return new SchemaParser(text, limits).schema();
  }

  private Schema schema() throws SchemaException {
    cursor.blank();
    while (!cursor.atEnd()) {
      if (cursor.peek() == '-') {
        section = sectionHeader();
      } else {
        int from = cursor.position();
        add(declaration(), from);
      }
      cursor.blank();
    }
    return new Schema(cursor.layer(), combinators, places);
  }

  private Combinator.Kind sectionHeader() throws SchemaException {
    cursor.pass("---");
    cursor.blank();
    boolean types = cursor.passed("types");
    if (!types && !cursor.passed("functions")) {
      throw cursor.expected("'types' or 'functions'");
    }
    cursor.blank();
    cursor.pass("---");
    return types ? Combinator.Kind.CONSTRUCTOR : Combinator.Kind.METHOD;
  }

  private void add(Combinator combinator, int from) throws SchemaException {
    if (combinators.size() == limits.combinatorsMax()) {
      throw cursor.expectedAt(
          from, "at most " + limits.combinatorsMax() + " declarations", "one more");
    }
    if (!names.add(combinator.kind() + " " + combinator.name())) {
      throw cursor.expectedAt(
          from, "another name", "a second declaration of '" + combinator.name() + "'");
    }
    if (!numbers.add(combinator.id())) {
      throw cursor.expectedAt(
          from, "another number", String.format("a second #%08x", combinator.id()));
    }
    combinators.add(combinator);
    places.put(combinator, cursor.placeOf(from));
  }

  private Combinator declaration() throws SchemaException {
    int from = cursor.position();
    String name = cursor.name("a declaration");
    if (!Character.isLowerCase(name.charAt(name.lastIndexOf('.') + 1))) {
      cursor.back(from);
      throw cursor.expected("a combinator's name, which begins with a small letter");
    }
    boolean numbered = cursor.passed("#");
    int given = numbered ? cursor.hexadecimal() : 0;
    List<TypeParameter> parameters = parameters();
    Set<String> variables = new LinkedHashSet<>();
    parameters.forEach(parameter -> variables.add(parameter.name()));
    boolean builtin = cursor.passed("?");
    FieldParser fieldParser = new FieldParser(cursor, limits);
    List<Field> fields = fieldParser.until('=', builtin ? Set.of() : variables);
    if (builtin && !fields.isEmpty()) {
      throw cursor.expected("no field in a built-in declaration");
    }
    cursor.pass("=");
    TypeExpression result = result(variables);
    cursor.pass(";");
    Combinator combinator =
        new Combinator(section, name, given, parameters, builtin, fields, result);
    return numbered ? combinator : combinator.withId(combinator.computedId());
  }

  private List<TypeParameter> parameters() throws SchemaException {
    List<TypeParameter> parameters = new ArrayList<>();
    cursor.blank();
    while (cursor.passed("{")) {
      List<String> words = new ArrayList<>();
      cursor.blank();
      do {
        words.add(cursor.word("a type variable"));
        cursor.blank();
      } while (cursor.peek() != ':' && words.size() < limits.fieldsMax());
      cursor.pass(":");
      cursor.blank();
      TypeExpression kind = new TypeParser(cursor, limits).term(Set.of());
      if (!(kind instanceof TypeExpression.Natural)
          && !kind.equals(new TypeExpression.Named("Type", false, List.of()))) {
        throw cursor.expected("'Type' or '#' as the kind of a type variable");
      }
      words.forEach(word -> parameters.add(new TypeParameter(word, kind)));
      cursor.blank();
      cursor.pass("}");
      cursor.blank();
    }
    return parameters;
  }

  private TypeExpression result(Set<String> variables) throws SchemaException {
    cursor.blank();
    int from = cursor.position();
    TypeExpression result = new TypeParser(cursor, limits).words(variables, ";");
    boolean named = result instanceof TypeExpression.Named type && !type.bare();
    boolean variable =
        result instanceof TypeExpression.Variable && section == Combinator.Kind.METHOD;
    if (!named && !variable) {
      cursor.back(from);
      throw cursor.expected("a boxed type");
    }
    return result;
  }
}
