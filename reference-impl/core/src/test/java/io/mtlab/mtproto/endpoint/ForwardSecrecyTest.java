package io.mtlab.mtproto.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.fault.PeerMisbehaved;
import io.mtlab.mtproto.machine.Ticket;
import io.mtlab.mtproto.machine.Time;
import io.mtlab.mtproto.session.Message;
import io.mtlab.mtproto.session.Observer;
import io.mtlab.mtproto.tl.api.AuthDropTempAuthKeys;
import io.mtlab.mtproto.tl.api.Config;
import io.mtlab.mtproto.tl.api.HelpGetConfig;
import io.mtlab.mtproto.tl.api.InvokeWithLayer;
import io.mtlab.mtproto.tl.service.DestroyAuthKey;
import io.mtlab.mtproto.tl.service.DestroyAuthKeyOk;
import io.mtlab.testing.Covers;
import io.mtlab.testing.Requirement;
import io.mtlab.testing.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** A client with temporary keys against a whole server, in virtual time. */
final class ForwardSecrecyTest {
  private static final int LIFE = 40;

  private final Town town = new Town(1);
  private final List<Ticket> called = new ArrayList<>();

  @Requirement({"P-001", "P-003", "P-006"})
  void p001_calls_go_out_under_a_temporary_key_only() {
    Town.Client client = ready(LIFE);
    assertThat(client.events(ClientEvent.KeyAgreed.class)).hasSize(1);
    assertThat(client.events(ClientEvent.KeyBound.class))
        .containsExactly(new ClientEvent.KeyBound(1));
    assertNoFinding();
  }

  @Requirement({"P-015", "P-011", "P-002", "P-012", "R-009"})
  void p015_the_key_is_renewed_in_time_and_no_call_notices() {
    Town.Client client = ready(LIFE);
    for (int second = 0; second < 130; second++) {
      int answered = client.events(ClientEvent.Answered.class).size();
      call(client);
      town.run(Time.SECOND / 5);
      assertThat(client.events(ClientEvent.Answered.class).size())
          .as("after %s s: %s", second, client.events.reversed().subList(0, 5))
          .isEqualTo(answered + 1);
      town.run(Time.SECOND * 4 / 5);
    }
    assertAllAnsweredOnce(client);
    // 130 s at three quarters of 40 s each, and the first one
    assertThat(client.events(ClientEvent.KeyBound.class)).hasSize(5);
    assertThat(client.events(ClientEvent.Connected.class)).hasSize(1);
    assertThat(client.events(ClientEvent.Disconnected.class)).isEmpty();
    assertThat(client.events(ClientEvent.SessionRenewed.class)).hasSize(1);
    assertNoFinding();
  }

  @Seeds(count = 4)
  @Covers({"P-015", "P-017"})
  void p015_on_a_line_that_is_cut_no_call_is_lost_or_answered_twice(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Town.Client client = ready(8);
    for (int i = 0; i < 120; i++) {
      call(client);
      town.run(random.nextLong(Time.SECOND));
      if (random.nextInt(12) == 0) {
        client.endpoint.reconnect(town.now);
      }
    }
    town.run(2 * Time.MINUTE);
    assertAllAnsweredOnce(client);
    assertThat(client.events(ClientEvent.KeyBound.class).size()).isGreaterThan(5);
    assertThat(client.events(ClientEvent.KeyLost.class)).isEmpty();
  }

  @Requirement({"P-014", "T-025"})
  void p014_a_server_without_the_temporary_key_makes_the_client_bind_another() {
    Town.Client client = ready(LIFE);
    called.add(client.endpoint.call(new AuthDropTempAuthKeys(List.of()), town.now));
    town.run(Time.SECOND);
    call(client);
    town.run(20 * Time.SECOND);
    assertAllAnsweredOnce(client, 2);
    assertThat(client.events(ClientEvent.KeyBound.class)).hasSize(2);
    assertThat(client.events(ClientEvent.KeyLost.class)).isEmpty();
    assertThat(client.events(ClientEvent.KeyAgreed.class)).hasSize(1);
  }

  @Requirement({"P-015", "P-013"})
  void p015_a_client_that_was_away_when_its_key_ended_makes_the_next_before_it_speaks() {
    Town.Client client = ready(LIFE);
    client.endpoint.reconnect(town.now);
    town.toServer = bytes -> Bytes.EMPTY; // nothing arrives for a while
    town.run(2 * LIFE * Time.SECOND);
    town.toServer = bytes -> bytes;
    call(client);
    town.run(2 * Time.MINUTE);
    assertAllAnsweredOnce(client);
    assertThat(client.events(ClientEvent.KeyLost.class)).isEmpty();
    assertThat(town.serverEvents)
        .doesNotContain(new ServerEvent.Finding(PeerMisbehaved.PERMANENT_KEY_USED, true));
  }

  @Requirement("P-016")
  void p016_a_young_permanent_key_survives_a_server_that_does_not_know_it() {
    Town.Client client = ready(LIFE);
    town.restartServer();
    call(client);
    town.run(30 * Time.SECOND);
    assertThat(client.events(ClientEvent.KeyLost.class)).isEmpty();
    // After a minute it is old enough to be doubted, and asked after without a temporary key.
    town.run(3 * Time.MINUTE);
    assertThat(client.events(ClientEvent.KeyLost.class)).hasSize(1);
    assertThat(client.events(ClientEvent.KeyAgreed.class)).hasSize(2);
    assertAllAnsweredOnce(client);
  }

  @Requirement("P-016")
  void p016_a_question_that_went_down_with_its_line_is_asked_again() {
    Town.Client client = ready(LIFE);
    town.run(2 * Time.MINUTE); // old enough to be doubted
    town.restartServer();
    call(client);
    for (int cut = 0; cut < 100; cut++) { // somewhere among them, while the question is out
      town.run((200 + cut % 50) * Time.MILLISECOND);
      client.endpoint.reconnect(town.now);
    }
    town.run(5 * Time.MINUTE);
    assertThat(client.events(ClientEvent.KeyLost.class)).hasSize(1);
    assertAllAnsweredOnce(client);
  }

  @Requirement("P-016")
  void p016_a_key_that_worked_today_is_not_given_up_for_a_refusal() {
    Town.Client client = ready(86_400);
    town.run((23 + 22) * 60 * Time.MINUTE); // renewed once; the second key is 22 hours old
    assertThat(client.events(ClientEvent.KeyBound.class)).hasSize(2);
    town.restartServer();
    call(client);
    town.run(100 * Time.MINUTE);
    assertThat(client.events(ClientEvent.KeyLost.class)).isEmpty();
    town.run(40 * Time.MINUTE);
    assertThat(client.events(ClientEvent.KeyLost.class)).hasSize(1);
    assertAllAnsweredOnce(client);
  }

  @Requirement({"S-032", "Z-021"})
  void s032_a_client_that_destroyed_its_key_makes_another() {
    for (int life : new int[] {0, LIFE}) {
      called.clear();
      Town.Client client = ready(life);
      called.add(client.endpoint.call(new DestroyAuthKey(), town.now));
      town.run(Time.SECOND);
      assertThat(client.events(ClientEvent.Answered.class).getLast().answer())
          .isInstanceOf(DestroyAuthKeyOk.class);
      assertThat(client.events(ClientEvent.KeyLost.class)).hasSize(1);
      call(client);
      town.run(20 * Time.SECOND);
      assertAllAnsweredOnce(client, 3);
      assertThat(client.events(ClientEvent.KeyAgreed.class)).hasSize(2);
    }
  }

  @Requirement({"P-012", "R-009"})
  void p012_the_first_call_after_each_binding_introduces_the_client_again() {
    List<Integer> sent = new ArrayList<>();
    Town.Client client = town.client(LIFE);
    client.endpoint.observe(
        new Observer() {
          @Override
          public void sent(long sessionId, Message outer, List<Message> messages) {
            messages.stream()
                .map(message -> message.body().int32(0))
                .filter(id -> id == InvokeWithLayer.ID || id == HelpGetConfig.ID)
                .forEach(sent::add);
          }
        });
    client.endpoint.start(town.now);
    for (int i = 0; i < 3; i++) {
      call(client);
      town.run(Time.SECOND);
    }
    town.run(LIFE * Time.SECOND); // renewed once
    call(client);
    town.run(Time.SECOND);
    call(client);
    town.run(Time.SECOND);
    assertThat(client.events(ClientEvent.KeyBound.class)).hasSize(2);
    assertThat(sent)
        .containsExactly(
            InvokeWithLayer.ID,
            HelpGetConfig.ID,
            HelpGetConfig.ID,
            InvokeWithLayer.ID,
            HelpGetConfig.ID);
  }

  @Test
  void without_temporary_keys_none_is_made() {
    Town.Client client = ready(0);
    assertThat(client.events(ClientEvent.KeyBound.class)).isEmpty();
  }

  private Town.Client ready(int life) {
    Town.Client client = town.client(life);
    call(client);
    client.endpoint.start(town.now);
    town.run(3 * Time.SECOND);
    assertThat(client.events(ClientEvent.Answered.class)).hasSize(1);
    return client;
  }

  private void call(Town.Client client) {
    called.add(client.endpoint.call(new HelpGetConfig(), town.now));
  }

  private void assertAllAnsweredOnce(Town.Client client) {
    assertAllAnsweredOnce(client, called.size());
    assertThat(client.events(ClientEvent.Answered.class))
        .allSatisfy(answer -> assertThat(answer.answer()).isInstanceOf(Config.class));
  }

  private void assertAllAnsweredOnce(Town.Client client, int least) {
    assertThat(client.events(ClientEvent.Refused.class)).isEmpty();
    assertThat(client.events(ClientEvent.Answered.class))
        .extracting(ClientEvent.Answered::ticket)
        .doesNotHaveDuplicates()
        .hasSizeGreaterThanOrEqualTo(least)
        .isSubsetOf(called);
  }

  private void assertNoFinding() {
    assertThat(town.serverEvents).noneMatch(ServerEvent.Finding.class::isInstance);
  }
}
