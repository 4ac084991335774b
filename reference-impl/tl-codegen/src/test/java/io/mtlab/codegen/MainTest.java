package io.mtlab.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainTest {
  @TempDir Path folder;

  private final ByteArrayOutputStream errors = new ByteArrayOutputStream();

  @Test
  void both_schemas_become_packages() throws IOException {
    schemas("pong = Pong;", "user = User;");
    assertThat(run(folder.toString(), folder.resolve("out").toString())).isZero();
    assertThat(folder.resolve("out/io/mtlab/mtproto/tl/service/Pong.java")).isRegularFile();
    assertThat(folder.resolve("out/io/mtlab/mtproto/tl/api/User.java")).isRegularFile();
  }

  @Test
  void a_wrong_schema_is_named_with_its_place() throws IOException {
    schemas("pong = Pong;", "user = User;\nchat : = Chat;");
    assertThat(run(folder.toString(), folder.resolve("out").toString())).isEqualTo(1);
    assertThat(errors.toString(StandardCharsets.UTF_8))
        .startsWith("api.tl: line 2, column 6: expected a type");
    assertThat(folder.resolve("out")).doesNotExist();
  }

  @Test
  void what_older_layers_had_is_checked_and_kept() throws IOException {
    schemas("pong = Pong;", "user id:int = User;\nstory = Story;");
    Path layers = Files.createDirectory(folder.resolve("layers"));
    Path until = layers.resolve("until-9.tl");
    Files.writeString(until, "// Not yet: story\nuser name:string = User;");
    String out = folder.resolve("out").toString();
    assertThat(run(folder.toString(), out)).isZero();
    assertThat(folder.resolve("out").resolve(PastCode.path()))
        .content()
        .contains("case 9 -> \"user name:string = User;\"", "case 9 -> List.of(\"story\")");

    Files.writeString(until, "user#00000001 name:string = User;");
    assertThat(run(folder.toString(), out)).isEqualTo(1);
    Files.writeString(until, "// Not yet: stories");
    assertThat(run(folder.toString(), out)).isEqualTo(1);
    Files.writeString(until, "user name:Name = User;");
    assertThat(run(folder.toString(), out)).isEqualTo(1);
    Files.writeString(until, "user : = User;");
    assertThat(run(folder.toString(), out)).isEqualTo(1);
    Files.delete(until);
    Files.writeString(layers.resolve("9.tl"), "");
    assertThat(run(folder.toString(), out)).isEqualTo(1);
    assertThat(errors.toString(StandardCharsets.UTF_8))
        .contains(
            "layers: user: its number is #00000001",
            "layers: until-9.tl: stories is not declared",
            "layers: until-9.tl: Name is used",
            "layers: until-9.tl: line 1, column 6: expected",
            "layers: 9.tl: its name is not until-<layer>.tl");
  }

  @Test
  void usage_and_missing_files_have_codes_of_their_own() {
    assertThat(run()).isEqualTo(2);
    assertThat(run(folder.toString(), folder.resolve("out").toString())).isEqualTo(4);
  }

  @Test
  void what_has_not_changed_is_not_touched_and_what_is_stale_goes() throws IOException {
    OutputFolder out = new OutputFolder(folder);
    assertThat(out.fill(Map.of("a/A.java", "one", "a/B.java", "two"))).isEqualTo(2);
    FileTime old = FileTime.fromMillis(1_000_000);
    Files.setLastModifiedTime(folder.resolve("a/A.java"), old);
    assertThat(out.fill(Map.of("a/A.java", "one", "a/C.java", "three"))).isEqualTo(2);
    assertThat(Files.getLastModifiedTime(folder.resolve("a/A.java"))).isEqualTo(old);
    assertThat(folder.resolve("a/B.java")).doesNotExist();
    assertThat(out.fill(Map.of("a/A.java", "other", "a/C.java", "three"))).isEqualTo(1);
    assertThat(folder.resolve("a/A.java")).hasContent("other");
  }

  private void schemas(String service, String api) throws IOException {
    Files.writeString(folder.resolve("mtproto.tl"), service);
    Files.writeString(folder.resolve("api.tl"), api);
  }

  private int run(String... arguments) {
    return Main.run(arguments, new PrintStream(errors, true, StandardCharsets.UTF_8));
  }
}
