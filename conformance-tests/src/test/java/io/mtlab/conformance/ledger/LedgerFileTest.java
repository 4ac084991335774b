package io.mtlab.conformance.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LedgerFileTest {
  private static final String ENTRY =
      """
      requirements:
        - id: S-022
          role: client
          level: MUST
          rule: Takes a salt.
          section: mtproto/description#server-salt
          tests:
            - a.SaltTest
      """;

  @Test
  void an_entry_becomes_a_value() throws LedgerException {
    Requirement read = LedgerFile.read("a.yaml", ENTRY).requirements().getFirst();

    assertThat(read.chapter()).isEqualTo(Chapter.S);
    assertThat(read.role()).isEqualTo(Role.CLIENT);
    assertThat(read.level()).isEqualTo(Level.MUST);
    assertThat(read.rule()).isEqualTo("Takes a salt.");
    assertThat(read.link()).contains("https://core.telegram.org/mtproto/description#server-salt");
    assertThat(read.standing()).isEqualTo(new Standing.Tested(List.of("a.SaltTest")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "role: client     | role: klient           | a.yaml:3:11:",
        "level: MUST      | level: MUST, SHOULD    | a.yaml:4:12:",
        "rule: Takes      | rool: Takes            | a.yaml:5:11: /requirements/0",
        "id: S-022        | id: S-22               | a.yaml:2:9:",
        "id: S-022        | id: C-022              | a.yaml:2:9:",
        "role: client     | level: MUST            | a.yaml:4:10: not YAML: Duplicate",
        "level: MUST      | level: MUST$planned: true | a.yaml:2:5:",
        "level: MUST      | level: MUST$conflict: Two pages differ. | a.yaml:4:12:",
        "- a.SaltTest     | - a.SaltTest$  - a.SaltTest | a.yaml:8:7: /requirements/0/tests",
        "requirements:    | requirements: [         | a.yaml:1:16: not YAML"
      })
  void a_mistake_is_told_with_line_and_column(String right, String wrong, String message) {
    String text = ENTRY.replace(right, wrong.replace("$", "\n    "));

    assertThatThrownBy(() -> LedgerFile.read("a.yaml", text))
        .isInstanceOf(LedgerException.class)
        .hasMessageStartingWith(message);
  }

  @Test
  void an_id_stands_there_once() {
    String twice = ENTRY + ENTRY.substring(ENTRY.indexOf('\n') + 1);

    assertThatThrownBy(() -> LedgerFile.read("a.yaml", twice))
        .hasMessage("a.yaml:9:9: S-022 stands here twice");
  }

  @Test
  void the_own_ledger_is_valid() {
    Ledger ledger = LedgerFile.own();

    assertThat(ledger.requirements()).hasSizeGreaterThan(400);
    assertThat(ledger.find("T-001").orElseThrow().level()).isEqualTo(Level.MUST);
    assertThat(ledger.find("T-999")).isEmpty();
  }
}
