package io.mtlab.scenario.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtlab.mtproto.endpoint.MessageEvent;
import io.mtlab.mtproto.machine.Event;
import io.mtlab.scenario.measure.Measurements;
import io.mtlab.scenario.measure.Verdict;
import io.mtlab.scenario.measure.Verdict.Stop;
import io.mtlab.scenario.model.Library;
import io.mtlab.scenario.model.Scenario;
import io.mtlab.simulator.invariant.Invariant;
import io.mtlab.simulator.invariant.MessageIdsGrow;
import io.mtlab.simulator.toxiproxy.backend.BackendChoice;
import io.mtlab.simulator.trace.TraceEvent.Posted;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What becomes of a run in virtual time in which a machine breaks a rule. */
final class BrokenRuleTest {
  private final ByteArrayOutputStream trace = new ByteArrayOutputStream();

  @Test
  void a_broken_rule_ends_the_run_at_once_with_the_seed_and_the_last_events() throws Exception {
    Order order = order();
    Play play = play(order);
    VirtualGround ground = new VirtualGround(order, play.capturing(), List.of(new IdsRepeated()));

    ground.play(play);

    assertThat(play.end().how()).isEqualTo(Stop.RULE_BROKEN);
    String[] remark = String.valueOf(play.end().remark()).split("\n");
    assertThat(remark[0])
        .startsWith("message-ids-grow: node 1 sent message ")
        .endsWith(" (seed 3); the last 100 events:");
    assertThat(remark).hasSize(101);
    assertThat(remark[100]).matches("  \\+[0-9]+ ns (poster|dc2|member-[1-4]) [a-z]+.*");
    assertThat(trace.toString(StandardCharsets.UTF_8)).doesNotContain("\"post\":1,");
  }

  @Test
  void a_broken_rule_is_a_failure_of_its_own() throws Exception {
    Order order = order();
    Play play = play(order);
    new VirtualGround(order, play.capturing(), List.of(new IdsRepeated())).play(play);

    Measurements measured = play.measure().measurements();
    Verdict verdict = Verdict.of(order.scenario(), measured, Stop.RULE_BROKEN, play.end().remark());

    assertThat(verdict.exitCode().code()).isEqualTo(1);
    assertThat(verdict.remarks().getFirst()).startsWith("message-ids-grow");
  }

  @Test
  void every_run_is_held_to_the_rules_of_messages_and_to_those_of_its_scenario() throws Exception {
    assertThat(VirtualGround.invariants(order().scenario()).stream().map(Invariant::name))
        .containsExactly(
            "message-ids-grow",
            "nothing-acked-unseen",
            "executed-once",
            "resent-in-company",
            "delivered-was-posted",
            "delivered-after-joining");
  }

  private Play play(Order order) throws IOException {
    return new Play(order, _ -> {}, trace, Capturing.of(order));
  }

  private static Order order() throws Exception {
    Scenario scenario =
        Library.open("group-broadcast", List.of("mobile-4g"))
            .resolve(Map.of("members", "4", "posts", "3"));
    Path unused = Path.of("unused");
    return new Order(scenario, 3, true, false, BackendChoice.EMBEDDED, false, unused, "", "");
  }

  /** From the first post on the poster's frames look as if each were sent twice. */
  private static final class IdsRepeated implements Invariant {
    private final MessageIdsGrow rule = new MessageIdsGrow();
    private boolean posted;

    @Override
    public String name() {
      return rule.name();
    }

    @Override
    public void happened(int node, Event event, long now) {
      posted |= event instanceof Posted;
      rule.happened(node, event, now);
      if (posted && node == Clients.POSTER && event instanceof MessageEvent.Sent) {
        rule.happened(node, event, now);
      }
    }

    @Override
    public @Nullable String violation() {
      return rule.violation();
    }
  }
}
