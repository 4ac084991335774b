package io.mtlab.mtproto.session.client;

import static io.mtlab.mtproto.session.SessionPair.FIRST_SALT;
import static io.mtlab.mtproto.session.SessionPair.KEY;
import static io.mtlab.mtproto.session.SessionPair.body;
import static org.assertj.core.api.Assertions.assertThat;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.crypto.Direction;
import io.mtlab.mtproto.fault.PeerMisbehaved;
import io.mtlab.mtproto.machine.Time;
import io.mtlab.mtproto.session.Acks;
import io.mtlab.mtproto.session.BadMessage;
import io.mtlab.mtproto.session.Envelope;
import io.mtlab.mtproto.session.Message;
import io.mtlab.mtproto.session.MessageIds;
import io.mtlab.mtproto.session.SessionPair;
import io.mtlab.mtproto.tl.TlObject;
import io.mtlab.mtproto.tl.TlObjects;
import io.mtlab.mtproto.tl.service.BadMsgNotification;
import io.mtlab.mtproto.tl.service.BadServerSalt;
import io.mtlab.mtproto.tl.service.RpcResult;
import io.mtlab.testing.Requirement;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What a client does with each thing that a server sends, right and wrong. */
final class ClientSessionTest {
  private final SessionPair pair = new SessionPair(1);
  private final MessageIds serverIds = new MessageIds();

  @Requirement({"S-022", "S-021"})
  void s022_a_client_that_begins_with_a_wrong_salt_is_told_the_right_one() {
    pair.client = pair.newClient(0);
    pair.server = pair.newServer();
    pair.connect();
    pair.query(1);
    pair.run(2 * Time.SECOND);
    assertAnsweredOnce(1);
    assertThat(pair.toServer.getLast().salt()).isEqualTo(FIRST_SALT);
  }

  @Requirement("P-006")
  void p006_a_query_that_holds_for_its_msg_id_only_is_made_anew_for_another() {
    pair.client = pair.newClient(0); // a wrong salt
    pair.server = pair.newServer();
    pair.connect();
    List<Long> ids = new ArrayList<>();
    pair.client.query(
        1,
        id -> {
          ids.add(id);
          return body(id);
        });
    pair.flush();
    pair.run(2 * Time.SECOND);
    assertThat(ids).hasSize(2).doesNotHaveDuplicates();
    assertThat(pair.executed).containsOnlyKeys(body(ids.getLast()));
  }

  @Requirement({"S-022", "M-018", "Z-011"})
  void s022_a_salt_for_a_message_that_was_never_sent_is_not_taken() {
    pair.connect();
    hear(new BadServerSalt(1234567 << 2, 1, 48, 99), 0);
    pair.query(1);
    assertThat(pair.toServer.getLast().salt()).isEqualTo(FIRST_SALT);
  }

  @Requirement({"S-013", "M-019", "S-006"})
  void s013_a_clock_that_is_an_hour_behind_is_put_right() {
    pair.clientClock = -Time.HOUR;
    pair.connect();
    pair.query(1);
    pair.run(5 * Time.SECOND);
    assertAnsweredOnce(1);
    assertThat(pair.client.clockOffset()).isBetween(Time.HOUR - Time.SECOND, Time.HOUR + 1);
  }

  @Requirement({"S-013", "M-019"})
  void s013_a_clock_that_is_an_hour_ahead_needs_a_new_session() {
    pair.clientClock = Time.HOUR;
    pair.connect();
    pair.query(1);
    pair.run(Time.SECOND);
    assertThat(pair.broken).isEqualTo(BadMessage.ID_TOO_HIGH);
    pair.disconnect();
    pair.client = pair.client.successor(77);
    pair.server = pair.newServer();
    pair.connect();
    pair.run(5 * Time.SECOND);
    assertAnsweredOnce(1);
  }

  @Requirement({"M-018", "S-013"})
  void m018_a_notification_about_an_unknown_message_changes_nothing() {
    pair.connect();
    hear(new BadMsgNotification(1234567 << 2, 1, 16), 0);
    assertThat(pair.client.clockOffset()).isZero();
    assertThat(pair.broken).isNull();
  }

  @Requirement({"S-027", "S-028", "S-029"})
  void s028_what_a_forgotten_session_has_not_answered_is_sent_again() {
    pair.connect();
    pair.query(1);
    pair.run(Time.SECOND);
    pair.keepAnswers = true;
    pair.query(2);
    pair.run(Time.SECOND);
    pair.server = pair.newServer();
    pair.server.attached(pair.now);
    pair.keepAnswers = false;
    pair.query(3);
    pair.run(10 * Time.SECOND);
    assertAnsweredOnce(2);
    assertAnsweredOnce(3);
    assertThat(pair.renewed).isGreaterThan(1);
  }

  @Requirement("M-013")
  void m013_seventeen_updates_are_acknowledged_at_once_and_fewer_in_time() {
    pair.connect();
    int frames = pair.toServer.size();
    for (int i = 1; i <= Acks.WAITING_MAX + 1; i++) {
      hear(body(100 + i), 1);
    }
    pair.flush();
    assertThat(pair.toServer).hasSize(frames + 1);
    hear(body(200), 1);
    pair.flush();
    assertThat(pair.toServer).hasSize(frames + 1);
    pair.run(Acks.DELAY);
    assertThat(pair.toServer).hasSize(frames + 2);
  }

  @Requirement({"M-035", "R-026", "Z-010"})
  void m035_an_answer_to_nothing_is_acknowledged_and_dropped() {
    pair.connect();
    hear(new RpcResult(4, body(1)), 1);
    assertThat(pair.answered).isEmpty();
    assertThat(pair.client.acks.isEmpty()).isFalse();
  }

  @Requirement({"E-012", "E-013", "E-014"})
  void e012_messages_of_another_session_or_side_are_refused_whole() {
    pair.connect();
    long id = serverIds.nextPush(pair.now);
    Message update = new Message(id, 1, body(1));
    arrive(new Envelope(FIRST_SALT, pair.client.id() + 1, update));
    arrive(new Envelope(FIRST_SALT, pair.client.id(), new Message(id & ~3L, 1, body(1))));
    assertThat(pair.refusedByClient)
        .isEqualTo(List.of(PeerMisbehaved.SESSION_ID_MISMATCH, PeerMisbehaved.MESSAGE_ID));
    assertThat(pair.updated).isEmpty();
    assertThat(pair.client.acks.isEmpty()).isTrue();
  }

  @Requirement("M-032")
  void m032_a_line_that_says_nothing_is_given_up() {
    pair.connect();
    pair.loss = 1;
    pair.query(1);
    pair.run(Time.MINUTE);
    assertThat(pair.stalled).isPositive();
    pair.loss = 0;
    pair.run(Time.MINUTE);
    assertAnsweredOnce(1);
  }

  @Requirement({"S-003", "S-001"})
  void s003_a_clock_that_is_set_back_does_not_set_ids_back() {
    pair.connect();
    Set<Long> seen = new LinkedHashSet<>();
    long last = 0;
    for (int i = 1; i <= 50; i++) {
      pair.client.query(i, body(i));
      pair.client.flush(pair.now - i * Time.SECOND);
      long id = pair.toServer.getLast().message().id();
      assertThat(id).isGreaterThan(last);
      last = id;
    }
    for (long seed = 1; seed <= 50; seed++) {
      assertThat(seen.add(new SessionPair(seed).client.id())).isTrue();
    }
  }

  @Requirement({"M-023", "M-032"})
  void m023_one_lost_answer_costs_seconds_not_half_a_minute() {
    pair.connect();
    for (int i = 1; i <= 20; i++) {
      boolean lost = i % 5 == 1;
      pair.at(pair.now, () -> pair.loss = lost ? 1 : 0);
      int number = i;
      pair.at(pair.now + 1, () -> pair.query(number));
      pair.at(pair.now + 60 * Time.MILLISECOND, () -> pair.loss = 0);
      long asked = pair.now;
      while (!pair.answered.containsKey((long) i)) {
        pair.run(100 * Time.MILLISECOND);
      }
      assertThat(pair.now - asked).isLessThan(6 * Time.SECOND);
    }
    assertThat(pair.executed).allSatisfy((_, times) -> assertThat(times).isOne());
  }

  private void assertAnsweredOnce(long query) {
    assertThat(pair.answered.get(query)).isEqualTo(List.of(body(query)));
  }

  private void hear(TlObject object, int seqNo) {
    hear(TlObjects.toBytes(object), seqNo);
  }

  private void hear(Bytes body, int seqNo) {
    Message message = new Message(serverIds.nextPush(pair.now), seqNo, body);
    arrive(new Envelope(FIRST_SALT, pair.client.id(), message));
  }

  private void arrive(Envelope envelope) {
    pair.arriveAtClient(envelope.seal(KEY, Direction.TO_CLIENT, pair.cipher));
  }
}
