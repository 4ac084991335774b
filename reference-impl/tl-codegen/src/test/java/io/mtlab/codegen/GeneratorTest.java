package io.mtlab.codegen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mtlab.schema.SchemaException;
import io.mtlab.schema.SchemaParser;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What the classes do is tested where they are compiled, in the core; here their form. */
class GeneratorTest {
  @Test
  void a_type_with_several_constructors_is_sealed() throws SchemaException {
    Map<String, String> files = files("user id:int = User; userEmpty = User; chat u:User = Chat;");
    assertThat(files)
        .containsOnlyKeys(
            "a/b/User.java",
            "a/b/UserEmpty.java",
            "a/b/UserType.java",
            "a/b/Chat.java",
            "a/b/BObjects.java",
            "a/b/package-info.java");
    assertThat(text(files, "UserType"))
        .contains("sealed interface UserType extends TlObject permits User, UserEmpty")
        .contains("case User.ID -> User.readBare(reader);");
    assertThat(text(files, "User")).contains("record User(int id) implements UserType");
    assertThat(text(files, "Chat")).contains("record Chat(UserType u) implements TlObject");
    assertThat(text(files, "BObjects"))
        .contains("case 0 -> User.readBare(reader);")
        .contains("case 1 -> UserEmpty.readBare(reader);")
        .contains("case 0 -> read0(place, reader);");
  }

  @Test
  void a_method_knows_its_answer() throws SchemaException {
    Map<String, String> files =
        files(
            """
            user id:int = User;
            ---functions---
            getUser = User; getUsers = Vector<User>; isThere = Bool;
            wrap {X:Type} query:!X = X;
            // LAYER 7
            """);
    assertThat(text(files, "GetUser")).contains("implements TlMethod<User>");
    assertThat(text(files, "GetUsers"))
        .contains("implements TlMethod<TlVector<User>>")
        .contains("TlVector.read(reader, 4, User::read)");
    assertThat(text(files, "IsThere")).contains("implements TlMethod<TlBool>");
    assertThat(text(files, "Wrap"))
        .contains("record Wrap<X extends TlObject>(TlMethod<X> query) implements TlMethod<X>")
        .contains("return query.readAnswer(reader);");
    assertThat(text(files, "BObjects")).contains("int LAYER = 7;");
  }

  @Test
  void flags_become_booleans_and_nullables() throws SchemaException {
    String text =
        text(files("a flags:# x:flags.0?true y:flags.31?int z:flags.1?Vector<long> = A;"), "A");
    assertThat(text)
        .containsPattern("record A\\(boolean x, @Nullable Integer y,\\s+@Nullable List<Long> z\\)")
        .contains("Integer y = (flags & 1 << 31) != 0 ? reader.int32() : null;")
        .contains("public static Builder builder()")
        .contains("public Builder y(@Nullable Integer y)");
  }

  @Test
  void a_body_of_type_object_stays_raw() throws SchemaException {
    Map<String, String> files =
        files("message id:long bytes:int body:Object = Message; result r:Object = Result;");
    assertThat(text(files, "Message"))
        .contains("record Message(long id, Bytes body)")
        .contains("Bytes body = reader.raw(bytes);")
        .contains("writer.int32(body.size());");
    assertThat(text(files, "Result")).contains("Bytes r = reader.rest();");
  }

  @Test
  void bare_constructors_are_read_without_a_number() throws SchemaException {
    Map<String, String> files =
        files("salt a:int b:long = Salt; salts x:vector<salt> y:%Salt z:Vector<Salt> = Salts;");
    assertThat(text(files, "Salts"))
        .contains("reader.bareVector(12, Salt::readBare)")
        .contains("Salt.readBare(reader)")
        .contains("reader.vector(4, Salt::read)");
  }

  @Test
  void what_it_cannot_say_it_refuses() {
    refuses("a#1 = A;", "its number is #00000001");
    refuses("a x:B = A;", "B: used, but not declared");
    refuses("a int = A;", "a field without a name");
    refuses("a x:Object y:int = A;", "takes the rest, but is not last");
    refuses("a flags:# x:flags.0?Object = A;", "takes the rest, but is not last");
    refuses("a x:4*[ int ] = A;", "no Java for");
    refuses("a a_b:int aB:int = A;", "two fields with one Java name");
    refuses("a_b = A; aB = B;", "two declarations with one Java name");
    refuses("a = A; b = A; c x:%A = C;", "no single constructor for bare A");
    refuses("---functions--- f {X:Type} = X;", "no query to answer with");
  }

  private static void refuses(String schema, String message) {
    assertThatThrownBy(() -> files(schema))
        .isInstanceOf(GeneratorException.class)
        .hasMessageContaining(message);
  }

  private static Map<String, String> files(String schema) throws SchemaException {
    return Generator.files(SchemaParser.parse(schema), "a.b", "a.tl");
  }

  private static String text(Map<String, String> files, String type) {
    return Objects.requireNonNull(files.get("a/b/" + type + ".java"));
  }
}
