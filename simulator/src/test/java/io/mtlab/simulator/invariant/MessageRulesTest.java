package io.mtlab.simulator.invariant;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtlab.mtproto.endpoint.MessageEvent.Acknowledged;
import io.mtlab.mtproto.endpoint.MessageEvent.Answered;
import io.mtlab.mtproto.endpoint.MessageEvent.Executed;
import io.mtlab.mtproto.endpoint.MessageEvent.Received;
import io.mtlab.mtproto.endpoint.MessageEvent.Sent;
import io.mtlab.mtproto.machine.Event;
import io.mtlab.testing.Requirement;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Each rule about messages is silent on what keeps it, and speaks on what breaks it. */
final class MessageRulesTest {
  private static final long SESSION = 7;

  @Requirement("S-003")
  void s003_an_id_that_does_not_grow_is_seen() {
    MessageIdsGrow rule = new MessageIdsGrow();

    assertThat(after(rule, 0, sent(SESSION, 4), sent(SESSION, 8), sent(SESSION + 1, 4))).isNull();
    assertThat(after(rule, 1, sent(SESSION, 4))).as("the other end").isNull();
    assertThat(after(rule, 0, sent(SESSION, 8))).isEqualTo("node 0 sent message 8 after 8");
  }

  @Requirement("M-012")
  void m012_an_acknowledgment_of_what_never_came_is_seen() {
    NothingAckedUnseen rule = new NothingAckedUnseen();

    assertThat(after(rule, 0, new Received(SESSION, 4, false), acknowledged(4))).isNull();
    assertThat(after(rule, 0, acknowledged(4), acknowledged(8))).contains("message 8");
    assertThat(after(new NothingAckedUnseen(), 1, acknowledged(4))).contains("node 1");
  }

  @Test
  void of_a_message_that_was_forgotten_nothing_is_said() {
    NothingAckedUnseen rule = new NothingAckedUnseen(2);

    assertThat(after(rule, 0, received(4), received(8), received(12), acknowledged(4))).isNull();
    assertThat(after(rule, 0, acknowledged(16))).contains("message 16");
  }

  @Requirement("R-002")
  void r002_a_second_execution_and_a_second_answer_are_seen() {
    ExecutedOnce rule = new ExecutedOnce();

    assertThat(after(rule, 0, new Executed(SESSION, 4), new Answered(SESSION, 4))).isNull();
    assertThat(after(rule, 1, new Answered(SESSION, 4))).as("the client took it").isNull();
    assertThat(after(rule, 0, new Executed(SESSION, 4))).contains("executed query 4 twice");
    assertThat(after(new ExecutedOnce(), 0, new Answered(1, 4), new Answered(1, 4)))
        .contains("answered query 4 twice");
  }

  @Requirement("Z-003")
  void z003_a_message_that_is_sent_again_alone_is_seen() {
    Sent first = new Sent(SESSION, 4, List.of(4L));
    Sent inCompany = new Sent(SESSION, 16, List.of(4L, 12L));
    Sent aloneInContainer = new Sent(SESSION, 20, List.of(4L));

    assertThat(after(new ResentInCompany(), 0, first, inCompany)).isNull();
    assertThat(after(new ResentInCompany(), 0, first, aloneInContainer)).contains("4 again, alone");
    assertThat(after(new ResentInCompany(), 0, first, first)).contains("4 again, alone");
  }

  @Test
  void a_server_without_memory_may_execute_again() {
    ExecutedOnce rule = new ExecutedOnce();
    after(rule, 0, new Executed(SESSION, 4));

    rule.forgotten(0);

    assertThat(after(rule, 0, new Executed(SESSION, 4))).isNull();
    assertThat(rule.count()).isEqualTo(2);
  }

  private static Sent sent(long session, long id) {
    return new Sent(session, id, List.of(id));
  }

  private static Received received(long id) {
    return new Received(SESSION, id, false);
  }

  private static Acknowledged acknowledged(long id) {
    return new Acknowledged(SESSION, List.of(id));
  }

  private static @Nullable String after(Invariant rule, int node, Event... events) {
    for (Event event : events) {
      rule.happened(node, event, 0);
    }
    return rule.violation();
  }
}
