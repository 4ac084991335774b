package io.mtlab.mtproto.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtlab.mtproto.fault.RpcError;
import io.mtlab.mtproto.machine.Time;
import io.mtlab.mtproto.rpc.Responder.Verdict.Execute;
import io.mtlab.mtproto.session.server.Fate;
import io.mtlab.mtproto.tl.api.HelpGetConfig;
import io.mtlab.testing.Requirement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Queries that wait for others: in time, in vain, and too many of them. */
final class InvokeAfterTest {
  private final Map<Long, Fate> fates = new LinkedHashMap<>();
  private final List<Long> executed = new ArrayList<>();
  private final Map<Long, RpcError> refused = new LinkedHashMap<>();
  private final InvokeAfter queries = new InvokeAfter(new Session());
  private long now = 1000 * Time.SECOND;

  @Requirement("R-006")
  void r006_a_query_is_executed_after_the_success_of_those_before() {
    queries.received(8, after(4L), now);
    queries.received(12, after(8L), now);
    assertThat(executed).isEmpty();
    become(4, Fate.RUNNING);
    assertThat(executed).isEmpty();
    become(4, Fate.SUCCEEDED);
    assertThat(executed).containsExactly(8L);
    become(8, Fate.SUCCEEDED);
    assertThat(executed).containsExactly(8L, 12L);
    assertThat(queries.nextWake()).isEqualTo(Time.NEVER);
  }

  @Requirement("R-006")
  void r006_all_of_several_have_to_succeed() {
    queries.received(12, after(4L, 8L), now);
    become(8, Fate.SUCCEEDED);
    assertThat(executed).isEmpty();
    become(4, Fate.SUCCEEDED);
    assertThat(executed).containsExactly(12L);
    queries.received(16, after(4L, 8L, 12L), now);
    become(12, Fate.FAILED);
    assertThat(refused).containsOnly(Map.entry(16L, InvokeAfter.FAILED));
  }

  @Requirement("R-007")
  void r007_nobody_waits_longer_than_half_a_second() {
    queries.received(8, after(4L), now);
    assertThat(queries.nextWake()).isEqualTo(now + InvokeAfter.WAIT_MAX);
    now += InvokeAfter.WAIT_MAX - 1;
    queries.wake(now);
    assertThat(refused).isEmpty();
    now++;
    queries.wake(now);
    assertThat(refused).containsOnly(Map.entry(8L, new RpcError(400, "MSG_WAIT_TIMEOUT")));
    become(4, Fate.SUCCEEDED);
    assertThat(executed).isEmpty();
  }

  @Requirement("R-007")
  void r007_the_failure_of_the_first_fails_the_whole_chain() {
    become(4, Fate.RUNNING);
    queries.received(8, after(4L), now);
    queries.received(12, after(8L), now);
    queries.received(16, after(12L), now);
    become(4, Fate.FAILED);
    assertThat(executed).isEmpty();
    assertThat(refused.keySet()).containsExactly(8L, 12L, 16L);
    assertThat(refused.values()).containsOnly(new RpcError(400, "MSG_WAIT_FAILED"));
  }

  @Requirement({"R-007", "Z-015"})
  void r007_one_more_than_may_wait_is_refused_and_the_others_go_on() {
    for (int i = 1; i <= InvokeAfter.WAITING_MAX + 1; i++) {
      queries.received(4L * i + 4, after(4L), now);
    }
    assertThat(refused).hasSize(1);
    become(4, Fate.SUCCEEDED);
    assertThat(executed).hasSize(InvokeAfter.WAITING_MAX);
  }

  private static Execute after(Long... messageIds) {
    return new Execute(new HelpGetConfig(), false, List.of(messageIds));
  }

  private void become(long messageId, Fate fate) {
    fates.put(messageId, fate);
    queries.answered(now);
  }

  private final class Session implements InvokeAfter.Out {
    @Override
    public Fate fateOf(long messageId) {
      return fates.getOrDefault(messageId, Fate.UNKNOWN);
    }

    @Override
    public void execute(long messageId, Execute what) {
      executed.add(messageId);
      fates.put(messageId, Fate.RUNNING);
    }

    @Override
    public void refuse(long messageId, RpcError why) {
      refused.put(messageId, why);
      fates.put(messageId, Fate.FAILED);
      queries.answered(now);
    }
  }
}
