package io.mtlab.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtlab.architecture.SourceChecks.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The ledger and the annotations of all modules' tests say the same; and a difference is seen. */
class LedgerTest {
  private static final String LEDGER = "conformance-tests/ledger/requirements.yaml";
  private static final String TESTS = "simulator/src/test/java/io/mtlab/a/HolderTest.java";
  private static final String ENTRIES =
      """
      # The ledger.
      requirements:

        - id: S-001
          role: client

        - id: S-002
          role: client
          untestable: >-
            Nobody can see it,
            whatever he does.

        - id: S-003
          role: both
          planned: true
      """;

  private final Path folder;
  private final SourceChecks tree;

  LedgerTest(@TempDir Path folder) throws IOException {
    this.folder = folder;
    tree = new SourceChecks(folder);
    tree.layOut();
    tree.write(LEDGER, ENTRIES);
  }

  @Test
  void ledger_and_tests_of_this_tree_agree() throws Exception {
    assertThat(new SourceChecks(SourceChecks.REPOSITORY).run("ledger")).isEqualTo(new Ended(0, ""));
  }

  @Test
  void unknown_ids_and_hidden_ones_are_told_with_their_place() throws Exception {
    write(
        TESTS,
        """
        class HolderTest {
          @@Requirement({"S-001", "S-099"})

          @@Covers(ID)
        }
        """);
    assertThat(tree.run("ledger").output())
        .contains(TESTS + ":2: S-099 is not in " + LEDGER)
        .contains(TESTS + ":4: ids of requirements are written as they are")
        .contains(LEDGER + ": its lists are not those of the tests; mend it with: ./mvnw")
        .contains(" 3 complaints");
  }

  @Test
  void a_rule_without_a_test_needs_a_reason_or_a_plan() throws Exception {
    assertThat(tree.run("ledger").output())
        .contains(LEDGER + ":4: S-001 has no test, no reason")
        .contains(" 1 complaint")
        .doesNotContain("S-002 has", "S-003 has");

    write(TESTS, "class HolderTest {\n  @@Requirement(\"S-001\")\n  void s001() {}\n}\n");
    assertThat(tree.run("ledger").output()).contains("its lists are not those of the tests");
    tree.run("ledger-apply");
    assertThat(tree.run("ledger")).isEqualTo(new Ended(0, ""));

    write(TESTS, "class HolderTest {}\n"); // the test goes, its line stays
    assertThat(tree.run("ledger").output()).contains("S-001 has no test, no reason");
  }

  @Test
  void lists_are_written_for_what_is_held_and_taken_back_for_what_is_not() throws Exception {
    write(
        TESTS,
        """
        class HolderTest {
          @@Requirement({
            "S-001",
            "S-003"
          })
          void s001() {}

          @@Covers("S-002")
          void s002() {}
        }
        """);

    assertThat(tree.run("ledger-apply").output()).contains("were written");
    String held = "    tests:\n      - a.HolderTest\n";
    String written = Files.readString(folder.resolve(LEDGER));
    assertThat(written)
        .isEqualTo(
            ENTRIES
                    .replaceAll("(?s)    untestable.*?\n\n", "\n")
                    .replace("    planned: true\n", "")
                    .replace("client\n", "client\n" + held)
                + held);
    assertThat(tree.run("ledger-apply").output()).contains("are right");

    write(TESTS, "class HolderTest {}\n");
    assertThat(tree.run("ledger-apply").output()).contains("were written");
    assertThat(Files.readString(folder.resolve(LEDGER))).isEqualTo(written.replace(held, ""));
  }

  /** Writes a test whose annotations have two signs, so that they are none of this class. */
  private void write(String file, String text) throws IOException {
    tree.write(file, text.replace("@@", "@"));
  }
}
