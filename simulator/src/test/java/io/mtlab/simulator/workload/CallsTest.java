package io.mtlab.simulator.workload;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtlab.mtproto.fault.RpcError;
import io.mtlab.mtproto.machine.Ticket;
import io.mtlab.mtproto.machine.Time;
import io.mtlab.mtproto.tl.TlMethod;
import io.mtlab.mtproto.tl.api.HelpGetNearestDc;
import io.mtlab.mtproto.tl.api.NearestDc;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CallsTest {
  private static final long NOW = 1_000 * Time.SECOND;

  private final List<TlMethod<?>> sent = new ArrayList<>();
  private final List<NearestDc> answers = new ArrayList<>();
  private final List<RpcError> refusals = new ArrayList<>();
  private final Calls calls =
      new Calls((method, _, _) -> {
        sent.add(method);
        return new Ticket(sent.size());
      });

  @Test
  void an_answer_finds_what_is_to_follow_once() {
    call();
    NearestDc answer = new NearestDc("XX", 2, 2);
    calls.answered(new Ticket(1), answer, NOW);
    calls.answered(new Ticket(1), answer, NOW);
    calls.answered(new Ticket(9), answer, NOW);

    assertThat(answers).containsExactly(answer);
  }

  @Test
  void a_flood_wait_is_waited_for_and_the_query_sent_again() {
    call();
    calls.refused(new Ticket(1), new RpcError(420, "FLOOD_WAIT_7"), NOW);

    assertThat(calls.nextWake()).isEqualTo(NOW + 7 * Time.SECOND);
    calls.wake(NOW + 6 * Time.SECOND);
    assertThat(sent).hasSize(1);
    calls.wake(NOW + 7 * Time.SECOND);
    assertThat(sent).hasSize(2);
    assertThat(refusals).isEmpty();
    assertThat(calls.nextWake()).isEqualTo(Time.NEVER);
  }

  @Test
  void a_server_that_fails_at_it_is_asked_again_but_not_for_ever() {
    call();
    long now = NOW;
    for (int ticket = 1; ticket <= Calls.SERVER_ERRORS_MAX; ticket++) {
      calls.refused(new Ticket(ticket), new RpcError(500, "INTERNAL"), now);
      now = calls.nextWake();
      calls.wake(now);
    }
    assertThat(sent).hasSize(1 + Calls.SERVER_ERRORS_MAX);
    calls.refused(new Ticket(sent.size()), new RpcError(500, "INTERNAL"), now);

    assertThat(refusals).containsExactly(new RpcError(500, "INTERNAL"));
  }

  @Test
  void any_other_refusal_is_for_good() {
    call();
    calls.refused(new Ticket(1), new RpcError(400, "USERNAME_NOT_OCCUPIED"), NOW);

    assertThat(refusals).containsExactly(new RpcError(400, "USERNAME_NOT_OCCUPIED"));
    assertThat(calls.nextWake()).isEqualTo(Time.NEVER);
  }

  private void call() {
    calls.send(
        new HelpGetNearestDc(),
        (answer, now) -> answers.add(answer),
        (error, now) -> refusals.add(error),
        NOW);
  }
}
