package io.mtlab.mtproto.session.server;

import static io.mtlab.mtproto.session.SessionPair.EPOCH;
import static io.mtlab.mtproto.session.SessionPair.body;
import static org.assertj.core.api.Assertions.assertThat;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.machine.Time;
import io.mtlab.mtproto.session.Acks;
import io.mtlab.mtproto.session.Container;
import io.mtlab.mtproto.session.Envelope;
import io.mtlab.mtproto.session.Gzip;
import io.mtlab.mtproto.session.Message;
import io.mtlab.mtproto.session.MessageId;
import io.mtlab.mtproto.session.SeenIds;
import io.mtlab.mtproto.session.SessionPair;
import io.mtlab.mtproto.tl.TlObject;
import io.mtlab.mtproto.tl.TlObjects;
import io.mtlab.mtproto.tl.service.BadMsgNotification;
import io.mtlab.mtproto.tl.service.BadServerSalt;
import io.mtlab.mtproto.tl.service.MsgCopy;
import io.mtlab.mtproto.tl.service.MsgDetailedInfo;
import io.mtlab.mtproto.tl.service.MsgNewDetailedInfo;
import io.mtlab.mtproto.tl.service.MsgResendAnsReq;
import io.mtlab.mtproto.tl.service.MsgResendReq;
import io.mtlab.mtproto.tl.service.MsgsAck;
import io.mtlab.mtproto.tl.service.MsgsAllInfo;
import io.mtlab.mtproto.tl.service.MsgsStateInfo;
import io.mtlab.mtproto.tl.service.MsgsStateReq;
import io.mtlab.mtproto.tl.service.NewSessionCreated;
import io.mtlab.mtproto.tl.service.Ping;
import io.mtlab.mtproto.tl.service.Pong;
import io.mtlab.mtproto.tl.service.RpcResult;
import io.mtlab.testing.Requirement;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Containers, repetitions, losses and large answers, as a server sees them. */
final class ServerMessagesTest {
  private final ServerPeer peer = new ServerPeer();
  private final SessionPair pair = peer.pair;

  @Requirement({"M-001", "M-005", "M-009", "M-010"})
  void m001_the_messages_of_a_container_are_taken_each_and_it_needs_no_acknowledgment() {
    Message one = new Message(peer.id(), 1, body(1));
    Message two = new Message(peer.id(), 3, body(2));
    pair.keepAnswers = true;
    long container = peer.contain(one, two);
    pair.run(Acks.DELAY);
    assertThat(pair.executed).hasSize(2);
    assertThat(peer.take(MsgsAck.class))
        .singleElement()
        .satisfies(acks -> assertThat(acks.msgIds()).containsExactly(one.id(), two.id()));
    peer.contain();
    assertThat(pair.refusedByServer).isEmpty();

    Message late = new Message(container + 400, 5, body(3));
    peer.assertRefused(container + 400, 4, Container.of(List.of(late)), 64);
    peer.say(new MsgsAck(List.of(container)));
    assertThat(pair.executed).hasSize(2);
  }

  @Requirement({"M-003", "Z-013"})
  void m003_a_container_holds_1024_messages_and_not_one_more() {
    List<Message> messages = new ArrayList<>();
    for (int i = 0; i <= Container.MESSAGES_ACCEPTED; i++) {
      messages.add(new Message(peer.id(), 2 * i + 1, body(i)));
    }
    int even = 2 * messages.size();
    peer.assertRefused(peer.id(), even, Container.of(messages), 64);
    assertThat(pair.executed).isEmpty();
    peer.send(peer.id(), even, Container.of(messages.subList(0, Container.MESSAGES_ACCEPTED)));
    assertThat(pair.executed).hasSize(Container.MESSAGES_ACCEPTED);
  }

  @Requirement({"M-004", "M-006"})
  void m004_a_length_that_does_not_fit_refuses_the_whole_container() {
    Message good = new Message(peer.id(), 1, body(1));
    for (int wrong : new int[] {-4, 0, 3, 8, 1 << 30}) {
      byte[] bytes = Container.of(List.of(good)).toArray();
      for (int i = 0; i < 4; i++) {
        bytes[20 + i] = (byte) (wrong >>> (8 * i));
      }
      peer.assertRefused(peer.id(), 2, Bytes.wrap(bytes), 64);
    }
    assertThat(pair.executed).isEmpty();
    peer.contain(good);
    assertThat(pair.executed).hasSize(1);
  }

  @Requirement({"M-007", "S-006"})
  void m007_an_old_message_may_come_in_a_new_container_but_not_alone() {
    long old = MessageId.at(EPOCH - 400 * Time.SECOND);
    peer.assertRefused(old, 1, body(1), 16);
    peer.contain(new Message(old, 1, body(1)));
    assertThat(pair.executed).hasSize(1);
  }

  @Requirement({"M-008", "S-011", "R-002"})
  void m008_of_a_container_only_what_is_new_is_executed() {
    Message known = new Message(peer.id(), 1, body(1));
    peer.send(known.id(), known.seqNo(), known.body());
    peer.contain(known, new Message(peer.id(), 3, body(2)));
    assertThat(pair.executed).hasSize(2).allSatisfy((_, times) -> assertThat(times).isOne());
  }

  @Requirement({"S-009", "S-010", "Z-008"})
  void s009_what_is_lower_than_all_that_is_remembered_is_too_old() {
    long old = MessageId.at(EPOCH - 400 * Time.SECOND);
    List<Message> messages = new ArrayList<>(List.of(new Message(old, 1, body(0))));
    for (int i = 1; i <= SeenIds.CAPACITY; i++) {
      messages.add(new Message(peer.id(), 2 * i + 1, body(i)));
    }
    peer.send(peer.id(), 2 * messages.size(), Container.of(messages));
    assertThat(pair.executed).hasSize(messages.size());
    peer.takeSent();
    peer.contain(new Message(old - 4, 1, body(5000)));
    assertThat(peer.take(BadMsgNotification.class))
        .containsExactly(new BadMsgNotification(old - 4, 1, 20));
    peer.contain(messages.getFirst());
    assertThat(pair.executed)
        .hasSize(messages.size())
        .allSatisfy((_, times) -> assertThat(times).isOne());
  }

  @Requirement({"S-004", "S-006"})
  void s004_nanoseconds_in_the_lower_word_are_as_good_as_fractions() {
    long seconds = EPOCH / Time.SECOND;
    peer.send((seconds << 32) | 123_456_788, 1, body(1));
    peer.send(((seconds + 1) << 32) | 0xfffffffcL, 3, body(2));
    assertThat(pair.executed).hasSize(2);
  }

  @Requirement("M-011")
  void m011_a_copy_counts_like_what_is_in_it_unless_that_has_come() {
    long known = peer.query(body(1));
    long lost = peer.id();
    peer.say(copy(known, 1, body(1)));
    assertThat(pair.executed).hasSize(1);
    peer.say(copy(lost, 3, body(2)));
    assertThat(pair.executed).hasSize(2).allSatisfy((_, times) -> assertThat(times).isOne());
    long id = peer.id();
    peer.send(id, 4, TlObjects.toBytes(copy(id + 4, 5, body(3))));
    assertThat(pair.refusedByServer).hasSize(1);
    assertThat(pair.executed).hasSize(2);
  }

  @Requirement({"M-025", "M-028"})
  void m025_a_large_answer_is_announced_to_a_repeated_query_and_sent_when_asked_for() {
    Bytes large = random(100_000);
    pair.keepAnswers = true;
    long query = peer.query(body(1));
    pair.server.answer(query, large, pair.now);
    pair.server.flush(pair.now);
    Message answer = peer.takeSent().getLast();
    peer.send(query, 1, body(1));
    assertThat(peer.take(MsgDetailedInfo.class))
        .containsExactly(new MsgDetailedInfo(query, answer.id(), answer.body().size(), 0));
    peer.say(new MsgResendReq(List.of(answer.id())));
    assertThat(peer.takeSent()).contains(answer);
    assertThat(pair.executed).containsOnlyKeys(body(1)).containsValue(1);
  }

  @Requirement("M-026")
  void m026_a_large_update_is_announced_after_a_new_connection() {
    peer.query(body(1));
    pair.server.push(random(100_000), pair.now);
    pair.server.flush(pair.now);
    Message update = peer.takeSent().getLast();
    pair.server.detached();
    pair.server.attached(pair.now);
    pair.server.flush(pair.now);
    assertThat(peer.take(MsgNewDetailedInfo.class))
        .containsExactly(new MsgNewDetailedInfo(update.id(), update.body().size(), 0));
    peer.say(new MsgsAck(List.of(update.id())));
    pair.run(Time.MINUTE);
    assertThat(peer.take(MsgNewDetailedInfo.class)).isEmpty();
  }

  @Requirement("M-029")
  void m029_answers_may_be_asked_for_by_their_queries() {
    long query = peer.query(body(1));
    pair.run(0);
    Message answer = peer.takeSent().getLast();
    peer.say(new MsgResendAnsReq(List.of(query)));
    assertThat(peer.takeSent()).contains(answer);
    peer.say(new MsgResendAnsReq(List.of(query, 12L)));
    assertThat(peer.take(MsgsStateInfo.class)).hasSize(1);
  }

  @Requirement("M-024")
  void m024_what_a_client_tells_to_be_missing_goes_again() {
    peer.query(body(1));
    pair.run(0);
    Message answer = peer.takeSent().getLast();
    peer.say(new MsgsAllInfo(List.of(answer.id()), Bytes.wrap(new byte[] {4})));
    assertThat(peer.takeSent()).doesNotContain(answer);
    peer.say(new MsgsAllInfo(List.of(answer.id()), Bytes.wrap(new byte[] {3, 3})));
    assertThat(peer.takeSent()).doesNotContain(answer);
    assertThat(pair.refusedByServer).hasSize(1);
    peer.say(new MsgsAllInfo(List.of(answer.id()), Bytes.wrap(new byte[] {3})));
    assertThat(peer.takeSent()).contains(answer);
  }

  @Requirement({"M-021", "M-020"})
  void m021_a_state_tells_what_became_of_a_query() {
    long done = peer.query(body(1));
    pair.run(0);
    pair.keepAnswers = true;
    long running = peer.query(body(2));
    long ping = peer.say(new Ping(1));
    peer.takeSent();
    peer.say(new MsgsStateReq(List.of(done, running, ping)));
    assertThat(peer.take(MsgsStateInfo.class))
        .singleElement()
        .satisfies(info ->
            assertThat(info.info())
                .isEqualTo(Bytes.wrap(new byte[] {4 + 8 + 32 + 64, 4 + 8 + 32, 4 + 16})));
    List<Long> tooMany = new ArrayList<>();
    for (long i = 0; i <= Acks.IDS_MAX; i++) {
      tooMany.add(4 * i);
    }
    peer.say(new MsgsStateReq(tooMany));
    assertThat(peer.take(MsgsStateInfo.class)).isEmpty();
  }

  @Requirement({"M-028", "M-020"})
  void m028_a_message_of_the_client_itself_cannot_be_sent_again() {
    long query = peer.query(body(1));
    pair.run(0);
    peer.takeSent();
    peer.say(new MsgResendReq(List.of(query)));
    assertThat(peer.take(MsgsStateInfo.class)).hasSize(1);
  }

  @Requirement({"R-024", "R-025", "S-005"})
  void r024_a_fast_answer_overtakes_a_slow_one_and_updates_are_no_answers() {
    pair.keepAnswers = true;
    long slow = peer.query(body(1));
    long fast = peer.query(body(2));
    peer.takeSent();
    pair.server.answer(fast, body(2), pair.now);
    pair.server.push(body(9), pair.now);
    pair.server.answer(slow, body(1), pair.now);
    pair.server.flush(pair.now);
    List<Message> sent = peer.takeSent().stream().filter(Message::contentRelated).toList();
    assertThat(sent).extracting(message -> message.id() & 3).containsExactly(1L, 3L, 1L);
    assertThat(List.of(sent.getFirst(), sent.getLast()))
        .extracting(message -> ((RpcResult) ServerPeer.object(message.body())).reqMsgId())
        .containsExactly(fast, slow);
  }

  @Requirement({"M-033", "M-030"})
  void m033_what_needs_no_acknowledgment_is_never_sent_again() {
    peer.query(body(1));
    pair.run(0);
    List<Long> all = peer.takeSent().stream().map(Message::id).toList();
    peer.say(new MsgsAck(all));
    peer.takeSent();
    peer.say(new Ping(3));
    peer.say(new MsgsStateReq(List.of(4L)));
    assertThat(peer.take(Pong.class)).hasSize(1);
    pair.run(5 * Time.MINUTE);
    assertThat(peer.takeSent()).isEmpty();
  }

  @Requirement({"M-034", "R-012"})
  void m034_an_unknown_message_is_a_query_that_its_answer_calls_unknown() {
    Bytes unknown = Bytes.fromHex("0badf00d");
    peer.query(unknown);
    assertThat(pair.executed).containsOnlyKeys(unknown);
    peer.assertRefused(peer.id(), 2, unknown, 35);
  }

  @Requirement({"M-002", "M-034"})
  void m002_a_packed_container_in_a_container_is_refused_too() {
    Message inner = new Message(peer.id(), 1, body(1));
    Bytes packed = Gzip.pack(Container.of(List.of(inner)));
    Message hidden = new Message(peer.id(), 2, packed);
    peer.assertRefused(peer.id(), 2, Container.of(List.of(hidden)), 64);
    assertThat(pair.executed).isEmpty();
  }

  @Requirement({"E-016", "S-026", "S-020", "S-021"})
  void s020_salts_follow_each_other_over_hours() {
    long first = pair.salts.current(EPOCH);
    pair.now = EPOCH + 20 * Time.MINUTE;
    peer.query(body(1));
    assertThat(pair.executed).hasSize(1);
    pair.now = EPOCH + 3 * Time.HOUR;
    Message message = new Message(peer.id(), 3, body(2));
    peer.takeSent();
    peer.receive(new Envelope(first, pair.client.id(), message));
    assertThat(peer.take(BadServerSalt.class))
        .singleElement()
        .satisfies(bad -> assertThat(bad.newServerSalt()).isEqualTo(pair.salts.current(pair.now)));
    assertThat(pair.executed).hasSize(1);
    peer.receive(new Envelope(pair.salts.current(pair.now), pair.client.id(), message));
    assertThat(pair.executed).hasSize(2);
  }

  @Requirement({"S-027", "S-002"})
  void s027_a_session_is_announced_for_its_lowest_message_of_a_container() {
    Message low = new Message(peer.id(), 1, body(1));
    peer.contain(low, new Message(peer.id(), 3, body(2)));
    assertThat(peer.take(NewSessionCreated.class))
        .singleElement()
        .satisfies(created -> assertThat(created.firstMsgId()).isEqualTo(low.id()));
    peer.query(body(3));
    assertThat(peer.take(NewSessionCreated.class)).isEmpty();
    assertThat(pair.toClient)
        .allSatisfy(sent -> assertThat(sent.sessionId()).isEqualTo(pair.client.id()));
  }

  @Requirement("E-018")
  void e018_a_message_without_data_is_refused_and_the_next_one_taken() {
    peer.send(peer.id(), 1, Bytes.EMPTY);
    assertThat(pair.executed).isEmpty();
    peer.send(peer.id(), 3, body(1));
    assertThat(pair.executed).hasSize(1);
  }

  private static TlObject copy(long id, int seqNo, Bytes body) {
    return new MsgCopy(new io.mtlab.mtproto.tl.service.Message(id, seqNo, body));
  }

  /** A body that does not become smaller by packing. */
  private static Bytes random(int size) {
    byte[] bytes = new byte[size];
    new SplittableRandom(5).nextBytes(bytes);
    return Bytes.wrap(bytes);
  }
}
