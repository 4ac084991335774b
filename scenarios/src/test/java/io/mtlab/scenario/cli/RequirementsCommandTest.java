package io.mtlab.scenario.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtlab.conformance.ledger.Ledger;
import io.mtlab.conformance.ledger.LedgerFile;
import io.mtlab.conformance.ledger.Requirement;
import io.mtlab.conformance.ledger.Role;
import io.mtlab.conformance.ledger.Standing;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code mtlab requirements}: the whole ledger, parts of it, and one requirement. */
final class RequirementsCommandTest {
  private final Terminal terminal = new Terminal();
  private final Ledger own = LedgerFile.own();

  @Test
  void the_whole_ledger_fits_100_columns() {
    assertThat(terminal.runs("requirements")).isZero();

    List<String> lines = terminal.out().lines().toList();
    assertThat(lines).allMatch(line -> line.length() <= 100);
    assertThat(lines).contains("E  Encryption").last().asString().contains(" requirements: ");
    for (Requirement each : own.requirements()) {
      assertThat(lines).anyMatch(line -> line.contains(" " + each.id() + " "));
    }
  }

  @Test
  void options_choose() {
    assertThat(terminal.runs("requirements", "--role", "server", "--chapter", "s")).isZero();
    assertThat(terminal.out()).contains("S-005", "S-002").doesNotContain("S-022", "T-002");

    assertThat(terminal.runs("requirements", "--level", "SHOULD", "--untested")).isZero();
    assertThat(terminal.out()).doesNotContain("MUST", " tested ");
  }

  @Test
  void what_no_test_holds_has_a_reason_or_a_plan() {
    assertThat(terminal.runs("requirements", "--untested")).isZero();

    long untestable =
        own.requirements().stream()
            .filter(one -> one.standing() instanceof Standing.Untestable)
            .count();
    assertThat(terminal.out().lines().filter(line -> line.contains("No test: ")))
        .hasSize((int) untestable);
    assertThat(terminal.out()).contains(" 0 open");
  }

  @Test
  void one_is_shown_whole() {
    assertThat(terminal.runs("requirements", "b-012")).isZero();
    assertThat(terminal.out())
        .contains("B-012  Obfuscation and MTProxy", "TDLib refuses it. Both are accepted.")
        .contains("https://core.telegram.org/mtproto/mtproto-transports#transport-obfuscation");
  }

  @Test
  void json_has_the_form_of_the_ledger() throws Exception {
    assertThat(terminal.runs("requirements", "--json", "--role", "client")).isZero();

    Ledger read = LedgerFile.read("json", terminal.out());
    assertThat(read.requirements())
        .isEqualTo(
            own.requirements().stream().filter(one -> one.role().concerns(Role.CLIENT)).toList());
    assertThat(read.requirements()).anyMatch(one -> one.standing() instanceof Standing.Tested);
  }

  @Test
  void what_is_none_is_2() {
    assertThat(terminal.runs("requirements", "S-999")).isEqualTo(2);
    assertThat(terminal.err()).contains("no requirement is called S-999");
    assertThat(terminal.runs("requirements", "--chapter", "C")).isEqualTo(2);
  }
}
