package io.mtlab.scenario.serve;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtlab.mtproto.endpoint.ServerEvent.Finding;
import io.mtlab.mtproto.fault.PeerMisbehaved;
import io.mtlab.simulator.trace.TraceEvent;
import org.junit.jupiter.api.Test;

/** What a server says of the rules that its clients broke. */
final class FindingsTest {
  private static final Finding ACK = new Finding(PeerMisbehaved.ACK_SEQ_NO, true);
  private static final Finding OLD = new Finding(PeerMisbehaved.MESSAGE_ID_TOO_LOW, false);

  private final Findings findings = new Findings();

  @Test
  void the_first_of_a_kind_is_news_and_all_are_counted() {
    assertThat(findings.add(ACK)).isTrue();
    assertThat(findings.add(OLD)).isTrue();
    assertThat(findings.add(OLD)).isFalse();
    assertThat(findings.table())
        .containsExactly(
            "findings: rules that clients broke",
            "         2 x MESSAGE_ID_TOO_LOW (S-006) refused",
            "         1 x ACK_SEQ_NO (S-016) tolerated");
  }

  @Test
  void who_adds_up_himself_is_told_each_finding_once() {
    findings.add(ACK);
    assertThat(findings.news())
        .extracting(Findings.Kind::traced)
        .containsExactly(new TraceEvent.Finding("ACK_SEQ_NO", "S-016", true, 1));
    assertThat(findings.news()).isEmpty();
    findings.add(ACK);
    findings.add(ACK);
    assertThat(findings.news()).extracting(Findings.Kind::count).containsExactly(2L);
    assertThat(new Findings().table()).isEmpty();
  }
}
