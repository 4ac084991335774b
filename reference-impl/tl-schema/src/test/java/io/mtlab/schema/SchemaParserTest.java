package io.mtlab.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mtlab.schema.TypeExpression.Constant;
import io.mtlab.schema.TypeExpression.Named;
import io.mtlab.schema.TypeExpression.Natural;
import io.mtlab.schema.TypeExpression.Query;
import io.mtlab.schema.TypeExpression.Repetition;
import io.mtlab.schema.TypeExpression.Variable;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchemaParserTest {
  private static final Named INT = new Named("int", true, List.of());
  private static final Named STRING = new Named("string", true, List.of());

  @Test
  void reads_sections_comments_and_the_layer() throws SchemaException {
    Schema schema =
        SchemaParser.parse(
            """
            // a comment /* of one line
            user id:int = User; /* and one
            of two */ userEmpty = User;
            --- functions ---
            users.getUser id:int = User;
            ---types---
            chat = Chat;
            // LAYER 229
            """);
    assertThat(schema.constructors())
        .extracting(Combinator::name)
        .containsExactly("user", "userEmpty", "chat");
    assertThat(schema.methods()).extracting(Combinator::name).containsExactly("users.getUser");
    assertThat(schema.layer()).hasValue(229);
    assertThat(schema.types()).containsExactly("User", "Chat");
    assertThat(schema.constructorsOf("User")).hasSize(2);
    assertThat(schema.method("users.getUser")).isNotNull();
    assertThat(schema.constructor("users.getUser")).isNull();
  }

  @Test
  void reads_conditional_fields_of_several_flags() throws SchemaException {
    Combinator combinator =
        one(
            "dialog flags:# pinned:flags.2?true flags2:# ttl:flags2.31?int"
                + " tags:flags.0?Vector<string> = Dialog;");
    assertThat(combinator.fields())
        .containsExactly(
            new Field("flags", null, new Natural()),
            new Field("pinned", new Condition("flags", 2), new Named("true", true, List.of())),
            new Field("flags2", null, new Natural()),
            new Field("ttl", new Condition("flags2", 31), INT),
            new Field(
                "tags", new Condition("flags", 0), new Named("Vector", false, List.of(STRING))));
    assertThat(combinator.fields().get(1).isFlagOnly()).isTrue();
    assertThat(combinator.fields().get(3).isFlagOnly()).isFalse();
  }

  @Test
  void reads_queries_of_a_type_variable() throws SchemaException {
    Schema schema =
        SchemaParser.parse(
            "---functions--- invokeWithLayer#da9b0d0d {X:Type} layer:int query:!X = X;");
    Combinator combinator = schema.methods().getFirst();
    assertThat(combinator.parameters())
        .containsExactly(new TypeParameter("X", new Named("Type", false, List.of())));
    assertThat(combinator.fields().getLast().type()).isEqualTo(new Query("X"));
    assertThat(combinator.result()).isEqualTo(new Variable("X"));
    assertThat(combinator.hasComputedId()).isTrue();
    assertThat(schema.byId(0xda9b0d0d)).isEqualTo(combinator);
  }

  @Test
  void reads_bare_types_in_all_their_forms() throws SchemaException {
    Combinator combinator =
        one("a x:%Message y:vector<%Message> z:(vector message) w:vector<a.b> = A;");
    Named bareMessage = new Named("Message", true, List.of());
    assertThat(combinator.fields())
        .extracting(Field::type)
        .containsExactly(
            bareMessage,
            new Named("vector", true, List.of(bareMessage)),
            new Named("vector", true, List.of(new Named("message", true, List.of()))),
            new Named("vector", true, List.of(new Named("a.b", true, List.of()))));
  }

  @Test
  void reads_repetitions_with_and_without_a_number() throws SchemaException {
    assertThat(one("int128 4*[ int ] = Int128;").fields())
        .containsExactly(
            new Field(
                null, null, new Repetition(new Constant(4), List.of(new Field(null, null, INT)))));
    assertThat(one("vector#1cb5c415 {t:Type} # [ t ] = Vector t;").fields())
        .containsExactly(
            new Field(null, null, new Natural()),
            new Field(
                null,
                null,
                new Repetition(null, List.of(new Field(null, null, new Variable("t"))))));
    assertThat(one("matrix {n:#} m:# rows:m*[ row:n*[ double ] ] = Matrix n;").fields())
        .hasSize(2)
        .last()
        .extracting(Field::type)
        .isInstanceOfSatisfying(
            Repetition.class, rows -> assertThat(rows.count()).isEqualTo(new Variable("m")));
  }

  @Test
  void reads_built_in_declarations_and_groups_of_fields() throws SchemaException {
    assertThat(one("int ? = Int;").builtin()).isTrue();
    assertThat(one("point (x y:int) = Point;").fields())
        .containsExactly(new Field("x", null, INT), new Field("y", null, INT));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          User = User;                       | 1 | 1  | a combinator's name
          user id:int                        | 1 | 12 | a field or '='
          user id:int = user;                | 1 | 15 | a boxed type
          user id:int = User                 | 1 | 19 | ';'
          user id: int = User;               | 1 | 9  | a type
          user#123456789 id:int = User;      | 1 | 6  | 1 to 8 hexadecimal digits
          user#12x = User;                   | 1 | 6  | 1 to 8 hexadecimal digits
          user x:flags.1?int = User;         | 1 | 8  | the name of an earlier field
          user flags:# x:flags.32?int = U;   | 1 | 22 | a bit from 0 to 31
          user x:!X = User;                  | 1 | 9  | a type variable
          user {X:Typ} x:!X = User;          | 1 | 12 | 'Type' or '#'
          user x:int x:long = User;          | 1 | 12 | another name
          user x:Vector<int = User;          | 1 | 19 | a type
          user [ int = User;                 | 1 | 12 | a type
          user x:%int = User;                | 1 | 9  | a boxed type behind '%'
          user ? x:int = User;               | 1 | 14 | no field
          ---things---                       | 1 | 4  | 'types' or 'functions'
          /* open                            | 1 | 1  | a comment that ends
          New User;                          | 1 | 1  | a combinator's name
          user x:(a+1) = User;               | 1 | 10 | a type
          _ = User;                          | 1 | 1  | a declaration
          """)
  void refuses_with_line_and_column(String text, int line, int column, String expected) {
    assertThatThrownBy(() -> SchemaParser.parse(text))
        .isInstanceOfSatisfying(
            SchemaException.class,
            e -> {
              assertThat(e.expected()).startsWith(expected);
              assertThat(List.of(e.line(), e.column())).containsExactly(line, column);
            });
  }

  @Test
  void counts_lines() {
    assertThatThrownBy(() -> SchemaParser.parse("a = A;\n\n  b = b;\n"))
        .hasMessage("line 3, column 7: expected a boxed type, found 'b;'");
  }

  @Test
  void refuses_a_second_declaration_of_a_name_or_number() {
    assertThatThrownBy(() -> SchemaParser.parse("a#1 = A;\na#2 = A;"))
        .hasMessageContaining("line 2, column 1")
        .hasMessageContaining("second declaration of 'a'");
    assertThatThrownBy(() -> SchemaParser.parse("a#1 = A;\nb#01 = B;"))
        .hasMessageContaining("line 2, column 1")
        .hasMessageContaining("a second #00000001");
  }

  @Test
  void keeps_its_limits() {
    SchemaLimits small = new SchemaLimits(60, 2, 3, 4);
    refuses("a".repeat(61), small, "60 characters");
    refuses("a = A; b = A; c = A;", small, "at most 2 declarations");
    refuses("a x:int y:int z:int w:int = A;", small, "at most 3 fields");
    refuses("a x:((((int)))) = A;", small, "at most 4 deep");
    refuses("a [ [ [ [ [ int ] ] ] ] ] = A;", small, "at most 4 deep");
  }

  @Test
  void bounds_the_depth_of_hostile_text() {
    for (String open : List.of("(", "%", "Vector<", "[ ")) {
      assertThatThrownBy(() -> SchemaParser.parse("a x:" + open.repeat(100_000)))
          .isInstanceOf(SchemaException.class);
    }
  }

  @Test
  void names_what_is_used_but_not_declared() throws SchemaException {
    Schema schema = SchemaParser.parse("a x:B y:Vector<C> z:%D w:e u:int v:A = A; b = B;");
    assertThat(schema.undeclared()).containsExactly("C", "D", "e");
  }

  private static void refuses(String text, SchemaLimits limits, String expected) {
    assertThatThrownBy(() -> SchemaParser.parse(text, limits))
        .isInstanceOf(SchemaException.class)
        .hasMessageContaining(expected);
  }

  private static Combinator one(String text) throws SchemaException {
    Schema schema = SchemaParser.parse(text);
    assertThat(schema.constructors()).hasSize(1);
    return Objects.requireNonNull(schema.constructors().getFirst());
  }
}
