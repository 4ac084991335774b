package io.mtlab.architecture;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs the program in {@code .mvn/checks} over trees that break its rules, and one that does not.
 */
class SourceChecksTest {
  private static final Path REPOSITORY = Path.of("..").toAbsolutePath().normalize();
  private static final String PAGE =
      "/** Page. */\n@NullMarked\npackage a;\n\nimport org.jspecify.annotations.NullMarked;\n";

  @TempDir Path tree;

  @BeforeEach
  void layOutTree() throws IOException {
    for (String part :
        List.of(".mvn", "reference-impl", "simulator", "conformance-tests", "scenarios")) {
      Files.createDirectories(tree.resolve(part));
    }
  }

  @Test
  void a_tree_that_keeps_the_rules_passes_once_it_is_formatted() throws Exception {
    write("simulator/src/main/java/a/package-info.java", PAGE);
    write(
        "simulator/src/main/java/a/Crooked.java",
        """
        package a;
        class Crooked {
          @SuppressWarnings("unused") // read by the debugger
          int  field;
        }
        """);

    assertThat(run("apply").output()).contains("formatted simulator/src/main/java/a/Crooked.java");
    assertThat(run("check")).isEqualTo(new Ended(0, ""));
  }

  @Test
  void every_rule_about_sources_fires() throws Exception {
    String main = "simulator/src/main/java/a/";
    write(
        main + "package-info.java",
        PAGE.replace("@NullMarked\n", "").replace("/** Page. */\n", ""));
    write(main + "TooLong.java", type("TooLong", "  //\n".repeat(400)));
    write(main + "Wide.java", type("Wide", "  // wide " + "w w".repeat(40) + "\n"));
    write(
        main + "LongMethod.java",
        type("LongMethod", "  void m() {\n" + "    m();\n".repeat(59) + "  }\n"));
    write(
        main + "Parameters.java",
        type("Parameters", "  void m(int a, int b, int c, int d, int e, int f, int g) {}\n"));
    write(main + "Unfinished.java", type("Unfinished", "  // TO" + "DO later\n"));
    write(main + "Silent.java", type("Silent", "\n  @SuppressWarnings(\"all\")\n  int field;\n"));
    write(
        "simulator/src/test/java/b/Sleeps.java",
        "package b;\n\nclass Sleeps {{Thread.sl" + "eep(1);}}\n");
    for (int i = 0; i < 26; i++) {
      write(
          "scenarios/src/main/java/c/Many" + i + ".java", "package c;\n\nclass Many" + i + " {}\n");
    }

    Ended ended = run("check");

    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.output())
        .contains(main + "package-info.java: not @NullMarked")
        .contains(main + "package-info.java: no page")
        .contains(main + "TooLong.java: 404 lines")
        .contains(main + "Wide.java:4: 130 characters")
        .contains(main + "LongMethod.java:4: m has 61 lines")
        .contains(main + "Parameters.java:4: m has more than 6 parameters")
        .contains(main + "Unfinished.java:4: words of something unfinished")
        .contains(main + "Silent.java:5: a suppression needs a // reason")
        .contains("simulator/src/test/java/b: no package-info.java")
        .contains("simulator/src/test/java/b/Sleeps.java:3: a test sleeps")
        .contains("Sleeps.java: not formatted; mend it with: ./mvnw -q -N -Dformat.apply")
        .contains("scenarios/src/main/java/c: 26 types");
  }

  @Test
  @Tag("ci")
  void what_git_should_not_track_is_seen() throws Exception {
    write("simulator/src/main/java/a/package-info.java", PAGE);
    write("simulator/target/a.txt", "made by a build");
    write("docs/page.md", "outside the fixed tree");
    execute(List.of("git", "init", "--quiet"));
    execute(List.of("git", "add", "--force", "."));

    assertThat(run("check").output())
        .contains("simulator/target/a.txt: a generated file is tracked by git")
        .contains("docs/page.md: the top level of the tree is fixed");
  }

  private static String type(String name, String body) {
    return "package a;\n\nclass " + name + " {\n" + body + "}\n";
  }

  private void write(String file, String text) throws IOException {
    Path path = tree.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  private record Ended(int code, String output) {}

  private Ended run(String mode) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    for (String part : List.of("api", "code", "file", "parser", "tree", "util")) {
      command.add("--add-exports=jdk.compiler/com.sun.tools.javac." + part + "=ALL-UNNAMED");
    }
    command.addAll(List.of("--class-path", System.getProperty("java.class.path")));
    command.add(REPOSITORY.resolve(".mvn/checks/Checks.java").toString());
    command.addAll(List.of(tree.toString(), mode));
    return execute(command);
  }

  private Ended execute(List<String> command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command).directory(tree.toFile()).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    return new Ended(process.waitFor(), output);
  }
}
