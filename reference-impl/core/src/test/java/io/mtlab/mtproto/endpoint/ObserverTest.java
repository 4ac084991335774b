package io.mtlab.mtproto.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtlab.mtproto.machine.Time;
import io.mtlab.mtproto.session.Message;
import io.mtlab.mtproto.session.Observer;
import io.mtlab.mtproto.tl.api.HelpGetConfig;
import io.mtlab.testing.Requirement;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What can be heard of single messages is enough to hold the rules about them from outside. */
final class ObserverTest {
  private final Town town = new Town(1);

  private static final class Heard implements Observer {
    final List<Long> outer = new ArrayList<>();
    final Set<Long> received = new LinkedHashSet<>();
    final List<Long> acknowledged = new ArrayList<>();
    final List<Long> executed = new ArrayList<>();
    final List<Long> answered = new ArrayList<>();

    @Override
    public void sent(long sessionId, Message message, List<Message> messages) {
      outer.add(message.id());
    }

    @Override
    public void received(long sessionId, Message message, boolean again) {
      assertThat(received.add(message.id())).isEqualTo(!again);
    }

    @Override
    public void acknowledged(long sessionId, List<Long> messageIds) {
      acknowledged.addAll(messageIds);
    }

    @Override
    public void executed(long sessionId, long messageId) {
      executed.add(messageId);
    }

    @Override
    public void answered(long sessionId, long messageId) {
      answered.add(messageId);
    }
  }

  @Requirement({"S-003", "S-005", "R-002", "R-003"})
  void r002_from_outside_ids_grow_acks_follow_receipts_and_each_query_is_answered_once() {
    Heard atServer = new Heard();
    Heard atClient = new Heard();
    town.server.observe(atServer);
    Town.Client client = town.client();
    client.endpoint.observe(atClient);
    client.endpoint.start(town.now);
    for (int i = 0; i < 5; i++) {
      client.endpoint.call(new HelpGetConfig(), town.now);
      town.run(Time.SECOND);
    }

    for (Heard heard : List.of(atServer, atClient)) {
      assertThat(heard.outer).isNotEmpty().isSorted().doesNotHaveDuplicates();
      assertThat(heard.received).containsAll(heard.acknowledged);
      assertThat(heard.answered).hasSize(5).doesNotHaveDuplicates();
    }
    assertThat(atServer.executed).isEqualTo(atServer.answered).isEqualTo(atClient.answered);
    assertThat(atClient.acknowledged).isNotEmpty();
  }
}
