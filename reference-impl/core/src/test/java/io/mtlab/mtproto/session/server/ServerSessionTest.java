package io.mtlab.mtproto.session.server;

import static io.mtlab.mtproto.session.SessionPair.EPOCH;
import static io.mtlab.mtproto.session.SessionPair.FIRST_SALT;
import static io.mtlab.mtproto.session.SessionPair.body;
import static org.assertj.core.api.Assertions.assertThat;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.fault.PeerMisbehaved;
import io.mtlab.mtproto.fault.ProtocolException;
import io.mtlab.mtproto.fault.Rules;
import io.mtlab.mtproto.machine.Time;
import io.mtlab.mtproto.session.Acks;
import io.mtlab.mtproto.session.Container;
import io.mtlab.mtproto.session.Envelope;
import io.mtlab.mtproto.session.Message;
import io.mtlab.mtproto.session.MessageId;
import io.mtlab.mtproto.session.SeqNos;
import io.mtlab.mtproto.session.SessionPair;
import io.mtlab.mtproto.tl.TlObject;
import io.mtlab.mtproto.tl.TlObjects;
import io.mtlab.mtproto.tl.TlReader;
import io.mtlab.mtproto.tl.service.BadMsgNotification;
import io.mtlab.mtproto.tl.service.BadServerSalt;
import io.mtlab.mtproto.tl.service.DestroySession;
import io.mtlab.mtproto.tl.service.DestroySessionNone;
import io.mtlab.mtproto.tl.service.FutureSalts;
import io.mtlab.mtproto.tl.service.GetFutureSalts;
import io.mtlab.mtproto.tl.service.MsgResendReq;
import io.mtlab.mtproto.tl.service.MsgsAck;
import io.mtlab.mtproto.tl.service.MsgsStateInfo;
import io.mtlab.mtproto.tl.service.MsgsStateReq;
import io.mtlab.mtproto.tl.service.NewSessionCreated;
import io.mtlab.mtproto.tl.service.Ping;
import io.mtlab.mtproto.tl.service.Pong;
import io.mtlab.mtproto.tl.service.RpcAnswerDropped;
import io.mtlab.mtproto.tl.service.RpcAnswerDroppedRunning;
import io.mtlab.mtproto.tl.service.RpcAnswerUnknown;
import io.mtlab.mtproto.tl.service.RpcDropAnswer;
import io.mtlab.mtproto.tl.service.RpcResult;
import io.mtlab.testing.Requirement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;

/** What a server does with each thing that a client sends, right and wrong. */
final class ServerSessionTest {
  private final SessionPair pair = new SessionPair(1);
  private final SeqNos seqNos = new SeqNos();
  private long nextId = MessageId.at(EPOCH);

  @BeforeEach
  void connect() {
    pair.server.attached(EPOCH);
  }

  @Requirement({"S-027", "R-001", "M-014"})
  void s027_the_first_message_makes_a_session_and_is_answered() {
    long id = query(1);
    List<Message> sent = takeSent();
    assertThat(objects(sent, NewSessionCreated.class))
        .singleElement()
        .satisfies(created -> assertThat(created.firstMsgId()).isEqualTo(id));
    pair.run(0);
    List<Message> answers = takeSent();
    assertThat(objects(answers, RpcResult.class)).hasSize(1);
    assertThat(objects(answers, MsgsAck.class)).isEmpty();
    assertThat(answers.getLast().id() & 3).isEqualTo(1);
    query(2);
    assertThat(objects(takeSent(), NewSessionCreated.class)).isEmpty();
  }

  @Requirement("S-027")
  void s027_a_lower_message_that_arrives_later_makes_it_again() {
    long low = id();
    query(1);
    takeSent();
    send(low, 0, new Ping(5));
    assertThat(objects(takeSent(), NewSessionCreated.class))
        .singleElement()
        .satisfies(created -> assertThat(created.firstMsgId()).isEqualTo(low));
  }

  @Requirement({"S-021", "S-026"})
  void s021_a_wrong_salt_is_answered_by_the_right_one_and_not_executed() {
    Message message = new Message(id(), 1, body(1));
    pair.server.received(new Envelope(FIRST_SALT + 1, pair.client.id(), message), EPOCH);
    pair.server.flush(EPOCH);
    assertThat(objects(takeSent(), BadServerSalt.class))
        .singleElement()
        .satisfies(bad -> {
          assertThat(bad.badMsgId()).isEqualTo(message.id());
          assertThat(bad.errorCode()).isEqualTo(48);
          assertThat(bad.newServerSalt()).isEqualTo(FIRST_SALT);
        });
    assertThat(pair.executed).isEmpty();
  }

  @Requirement("S-020")
  void s020_the_old_salt_is_good_for_half_an_hour_more() {
    assertThat(pair.salts.accepts(FIRST_SALT, EPOCH + 50 * Time.MINUTE)).isTrue();
    assertThat(pair.salts.accepts(FIRST_SALT, EPOCH + 61 * Time.MINUTE)).isFalse();
    assertThat(pair.salts.current(EPOCH + 31 * Time.MINUTE)).isNotEqualTo(FIRST_SALT);
    assertThat(pair.salts.accepts(pair.salts.current(EPOCH + 90 * Time.MINUTE), EPOCH)).isFalse();
  }

  @Requirement({"S-006", "S-007", "M-017"})
  void s006_ids_outside_the_window_or_of_the_wrong_kind_are_refused() {
    long old = MessageId.at(EPOCH - 301 * Time.SECOND);
    long ahead = MessageId.at(EPOCH + 31 * Time.SECOND);
    assertRefused(old, 1, body(1), 16);
    assertRefused(ahead, 1, body(1), 17);
    assertRefused(id() | 1, 1, body(1), 18);
    assertRefused(id() | 2, 1, body(1), 18);
    assertThat(pair.executed).isEmpty();
  }

  @Requirement({"S-016", "S-017"})
  void s016_numbers_that_do_not_fit_their_message_are_refused() {
    send(id(), 5, body(1));
    long below = id();
    send(id(), 7, body(2));
    takeSent();
    assertRefused(id(), 3, body(3), 32);
    assertRefused(below, 9, body(4), 33);
    assertRefused(id(), 8, body(5), 35);
    assertRefused(id(), 9, bytes(new MsgsAck(List.of())), 34);
    assertThat(pair.executed).hasSize(2);
  }

  @Requirement("S-016")
  void s016_an_odd_acknowledgment_is_overlooked_in_the_field_and_reported() {
    send(id(), 1, body(1));
    takeSent();
    assertRefused(id(), 3, bytes(new MsgsAck(List.of())), 34);
    assertThat(pair.refusedByServer).containsExactly(PeerMisbehaved.SEQ_NO_NOT_EVEN);

    pair.rules = Rules.FIELD;
    send(id(), 3, bytes(new MsgsAck(List.of())));
    assertThat(objects(takeSent(), BadMsgNotification.class)).isEmpty();
    assertThat(pair.toleratedByServer).containsExactly(PeerMisbehaved.ACK_SEQ_NO);
    assertRefused(id(), 6, body(2), 35);
    assertThat(pair.toleratedByServer).hasSize(1);
  }

  @Requirement({"S-008", "M-006", "M-002"})
  void s008_containers_are_taken_or_refused_as_a_whole() {
    Message good = new Message(id(), 1, body(1));
    Message even = new Message(id(), 2, body(2));
    long container = id();
    send(container, 2, Container.of(List.of(good, even)));
    assertThat(objects(takeSent(), BadMsgNotification.class))
        .singleElement()
        .satisfies(bad -> assertThat(bad.errorCode()).isEqualTo(35));
    assertThat(pair.executed).isEmpty();

    Message nested = new Message(id(), 2, Container.of(List.of(good)));
    assertRefused(id(), 2, Container.of(List.of(nested)), 64);

    long taken = id();
    send(taken, 2, Container.of(List.of(good)));
    takeSent();
    assertRefused(taken, 2, Container.of(List.of(good)), 19);
    assertThat(pair.executed).hasSize(1);
  }

  @Requirement({"S-011", "R-002"})
  void s011_a_repeated_query_is_acknowledged_again_and_its_answer_sent_again() {
    pair.keepAnswers = true;
    long id = query(1);
    takeSent();
    send(id, 1, body(1));
    pair.run(Acks.DELAY);
    assertThat(objects(takeSent(), MsgsAck.class))
        .singleElement()
        .satisfies(acks -> assertThat(acks.msgIds()).containsExactly(id));
    pair.server.answer(id, body(9), pair.now);
    pair.server.flush(pair.now);
    Message answer = takeSent().getLast();
    send(id, 1, body(1));
    assertThat(takeSent()).contains(answer);
    assertThat(pair.executed).containsOnly(Map.entry(body(1), 1));
  }

  @Requirement("S-023")
  void s023_future_salts_overlap_and_are_bounded() {
    send(id(), 0, new GetFutureSalts(65));
    FutureSalts salts = objects(takeSent(), FutureSalts.class).getFirst();
    assertThat(salts.salts()).hasSize(64);
    for (int i = 1; i < 64; i++) {
      assertThat(salts.salts().get(i).validSince())
          .isLessThan(salts.salts().get(i - 1).validUntil());
    }
    assertThat(salts.salts().getFirst().salt()).isEqualTo(FIRST_SALT);
    send(id(), 0, new GetFutureSalts(0));
    assertThat(objects(takeSent(), FutureSalts.class).getFirst().salts()).hasSize(1);
  }

  @Requirement({"M-020", "M-021", "M-022"})
  void m020_the_state_of_messages_is_told_byte_by_byte() {
    long missing = id();
    long known = query(1);
    takeSent();
    long request = id();
    send(request, 2, new MsgsStateReq(List.of(missing, known, request + 400)));
    MsgsStateInfo info = objects(takeSent(), MsgsStateInfo.class).getFirst();
    assertThat(info.reqMsgId()).isEqualTo(request);
    assertThat(info.info()).isEqualTo(Bytes.wrap(new byte[] {2, 4 + 8 + 32, 3}));
  }

  @Requirement({"M-028", "M-016"})
  void m028_what_is_asked_for_is_sent_again_or_its_state_is_told() {
    query(1);
    pair.run(0);
    Message answer = takeSent().getLast();
    send(id(), 2, new MsgResendReq(List.of(answer.id())));
    assertThat(takeSent()).contains(answer);
    send(id(), 2, new MsgResendReq(List.of(answer.id(), 12345L)));
    assertThat(objects(takeSent(), MsgsStateInfo.class)).hasSize(1);
  }

  @Requirement("M-015")
  void m015_what_is_not_acknowledged_is_sent_again_with_its_id_in_company() {
    query(1);
    pair.run(0);
    Message answer = takeSent().getLast();
    pair.run(Unacked.PAUSE_BEFORE_ANY_ACK + Time.SECOND);
    assertThat(takeSent()).contains(answer).hasSizeGreaterThan(1);
    List<Long> both = new ArrayList<>();
    pair.server.unacked.all(pair.now).forEach(message -> both.add(message.id()));
    send(id(), 2, new MsgsAck(both));
    pair.run(5 * Time.MINUTE);
    assertThat(takeSent()).doesNotContain(answer);
    assertThat(pair.server.unacked.isEmpty()).isTrue();
  }

  @Requirement("M-015")
  void m015_each_has_company_where_not_two_fit_into_a_container() throws ProtocolException {
    query(1);
    query(2);
    pair.run(0);
    takeSent();
    pair.server.containerBytes(1);
    pair.run(Unacked.PAUSE_BEFORE_ANY_ACK + Time.SECOND);
    assertThat(pair.toClient).hasSizeGreaterThan(1);
    for (Envelope envelope : pair.toClient) {
      assertThat(Container.unwrap(envelope.message())).hasSize(2);
    }
  }

  @Requirement("M-030")
  void m030_a_ping_is_answered_at_once() {
    long id = id();
    send(id, 0, new Ping(77));
    assertThat(objects(takeSent(), Pong.class)).containsExactly(new Pong(id, 77));
  }

  @Requirement({"S-030", "S-031"})
  void s030_a_session_that_is_not_there_cannot_be_destroyed() {
    send(id(), 1, new DestroySession(99));
    assertThat(objects(takeSent(), DestroySessionNone.class)).hasSize(1);
    send(id(), 3, new DestroySession(pair.client.id()));
    assertThat(objects(takeSent(), DestroySessionNone.class)).hasSize(1);
  }

  @Requirement({"R-004", "R-005"})
  void r004_an_answer_can_be_dropped() {
    send(id(), seqNos.next(true), new RpcDropAnswer(4));
    assertThat(dropped(RpcAnswerUnknown.class)).isTrue();
    long answered = query(1);
    pair.run(0);
    takeSent();
    send(id(), seqNos.next(true), new RpcDropAnswer(answered));
    assertThat(dropped(RpcAnswerDropped.class)).isTrue();
    pair.keepAnswers = true;
    long running = query(2);
    takeSent();
    send(id(), seqNos.next(true), new RpcDropAnswer(running));
    assertThat(dropped(RpcAnswerDroppedRunning.class)).isTrue();
    pair.server.answer(running, body(3), pair.now);
    pair.server.flush(pair.now);
    assertThat(takeSent()).isEmpty();
  }

  @Requirement("M-012")
  void m012_too_many_ids_are_a_fault_that_changes_nothing() {
    query(1);
    pair.run(0);
    Message answer = takeSent().getLast();
    List<Long> ids = new ArrayList<>(Collections.nCopies(Acks.IDS_MAX, answer.id() + 4));
    ids.add(answer.id());
    send(id(), 2, new MsgsAck(ids));
    assertThat(pair.refusedByServer).hasSize(1);
    assertThat(pair.server.unacked.find(answer.id())).isNotNull();
  }

  private boolean dropped(Class<? extends TlObject> kind) {
    return objects(takeSent(), RpcResult.class).stream()
        .anyMatch(result -> kind.isInstance(object(result.result())));
  }

  private long id() {
    nextId += 4 << 10;
    return nextId;
  }

  private long query(long number) {
    long id = id();
    send(id, seqNos.next(true), body(number));
    return id;
  }

  private void send(long id, int seqNo, TlObject object) {
    send(id, seqNo, bytes(object));
  }

  private void send(long id, int seqNo, Bytes body) {
    Message message = new Message(id, seqNo, body);
    pair.server.received(new Envelope(FIRST_SALT, pair.client.id(), message), pair.now);
    pair.server.flush(pair.now);
  }

  private void assertRefused(long id, int seqNo, Bytes body, int code) {
    send(id, seqNo, body);
    assertThat(objects(takeSent(), BadMsgNotification.class))
        .singleElement()
        .isEqualTo(new BadMsgNotification(id, seqNo, code));
  }

  private static Bytes bytes(TlObject object) {
    return TlObjects.toBytes(object);
  }

  /** All messages that the server has sent since the last time, containers opened. */
  private List<Message> takeSent() {
    List<Message> messages = new ArrayList<>();
    for (Envelope envelope : pair.toClient) {
      try {
        messages.addAll(Container.unwrap(envelope.message()));
      } catch (ProtocolException impossible) {
        throw new AssertionError(impossible);
      }
    }
    pair.toClient.clear();
    return messages;
  }

  private static <T extends TlObject> List<T> objects(List<Message> messages, Class<T> kind) {
    return messages.stream()
        .map(message -> object(message.body()))
        .filter(kind::isInstance)
        .map(kind::cast)
        .toList();
  }

  private static TlObject object(Bytes body) {
    try {
      return TlObjects.read(new TlReader(body));
    } catch (ProtocolException notOurs) {
      try {
        return TlObjects.readQuery(new TlReader(body));
      } catch (ProtocolException unknown) {
        throw new AssertionError(unknown);
      }
    }
  }
}
