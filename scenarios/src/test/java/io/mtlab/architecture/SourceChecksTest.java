package io.mtlab.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs the program in {@code .mvn/checks} over trees that break its rules, and one that does not.
 */
class SourceChecksTest {
  private static final String PAGE =
      "/** Page. */\n@NullMarked\npackage a;\n\nimport org.jspecify.annotations.NullMarked;\n";

  private final SourceChecks checks;

  SourceChecksTest(@TempDir Path tree) throws IOException {
    checks = new SourceChecks(tree);
    checks.layOut();
  }

  @Test
  void a_tree_that_keeps_the_rules_passes_once_it_is_formatted() throws Exception {
    checks.write("simulator/src/main/java/a/package-info.java", PAGE);
    checks.write(
        "simulator/src/main/java/a/Crooked.java",
        """
        package a;
        class Crooked {
          @SuppressWarnings("unused") // read by the debugger
          int  field;
        }
        """);

    assertThat(checks.run("apply").output())
        .contains("formatted simulator/src/main/java/a/Crooked.java");
    assertThat(checks.run("check")).isEqualTo(new SourceChecks.Ended(0, ""));
  }

  @Test
  void every_rule_about_sources_fires() throws Exception {
    String main = "simulator/src/main/java/a/";
    checks.write(
        main + "package-info.java",
        PAGE.replace("@NullMarked\n", "").replace("/** Page. */\n", ""));
    checks.write(main + "TooLong.java", type("TooLong", "  //\n".repeat(400)));
    checks.write(main + "Wide.java", type("Wide", "  // wide " + "w w".repeat(40) + "\n"));
    checks.write(
        main + "LongMethod.java",
        type("LongMethod", "  void m() {\n" + "    m();\n".repeat(59) + "  }\n"));
    checks.write(
        main + "Parameters.java",
        type("Parameters", "  void m(int a, int b, int c, int d, int e, int f, int g) {}\n"));
    checks.write(main + "Unfinished.java", type("Unfinished", "  // TO" + "DO later\n"));
    checks.write(
        main + "Silent.java", type("Silent", "\n  @SuppressWarnings(\"all\")\n  int field;\n"));
    checks.write(
        "simulator/src/test/java/b/Sleeps.java",
        "package b;\n\nclass Sleeps {{Thread.sl" + "eep(1);}}\n");
    for (int i = 0; i < 26; i++) {
      checks.write(
          "scenarios/src/main/java/c/Many" + i + ".java", "package c;\n\nclass Many" + i + " {}\n");
    }

    SourceChecks.Ended ended = checks.run("check");

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
    checks.write("simulator/src/main/java/a/package-info.java", PAGE);
    checks.write("simulator/target/a.txt", "made by a build");
    checks.write("docs/page.md", "outside the fixed tree");
    checks.execute(List.of("git", "init", "--quiet"));
    checks.execute(List.of("git", "add", "--force", "."));

    assertThat(checks.run("check").output())
        .contains("simulator/target/a.txt: a generated file is tracked by git")
        .contains("docs/page.md: the top level of the tree is fixed");
  }

  private static String type(String name, String body) {
    return "package a;\n\nclass " + name + " {\n" + body + "}\n";
  }
}
