package io.mtlab.mtproto.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the rule sets tolerate, and how findings are named. */
final class RulesTest {
  private static final List<Fault> ALL = all();

  private static List<Fault> all() {
    List<Fault> all = new ArrayList<>();
    for (Class<?> kind : Fault.class.getPermittedSubclasses()) {
      for (Object constant : kind.getEnumConstants()) {
        all.add((Fault) constant);
      }
    }
    return all;
  }

  @Test
  void every_fault_of_a_peer_is_named_by_numbered_rules() {
    assertThat(ALL.stream().filter(fault -> !(fault instanceof ProxyFailed)))
        .allSatisfy(fault ->
            assertThat(RuleIds.of(fault))
                .as(fault.name())
                .isNotEmpty()
                .allMatch(id -> id.matches("[A-Z]-[0-9]{3}")));
  }

  @Test
  void the_strict_rules_tolerate_nothing_and_the_field_rules_little() {
    assertThat(ALL).noneMatch(Rules.STRICT::tolerates);
    assertThat(ALL.stream().filter(Rules.FIELD::tolerates))
        .contains(PeerMisbehaved.OLDER_RSA_PADDING, PeerMisbehaved.ACK_SEQ_NO)
        .doesNotContain(
            PeerMisbehaved.MSG_KEY_MISMATCH,
            PeerMisbehaved.RSA_PADDING,
            PeerMisbehaved.NONCE_MISMATCH,
            PeerMisbehaved.SEQ_NO_NOT_EVEN);
  }
}
