package io.mtlab.mtproto.session.client;

import static io.mtlab.mtproto.session.SessionPair.FIRST_SALT;
import static io.mtlab.mtproto.session.SessionPair.KEY;
import static io.mtlab.mtproto.session.SessionPair.body;
import static org.assertj.core.api.Assertions.assertThat;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.crypto.Direction;
import io.mtlab.mtproto.fault.Malformed;
import io.mtlab.mtproto.machine.Time;
import io.mtlab.mtproto.session.BadMessage;
import io.mtlab.mtproto.session.Container;
import io.mtlab.mtproto.session.Envelope;
import io.mtlab.mtproto.session.Gzip;
import io.mtlab.mtproto.session.Message;
import io.mtlab.mtproto.session.MessageIds;
import io.mtlab.mtproto.session.SessionPair;
import io.mtlab.mtproto.tl.TlObject;
import io.mtlab.mtproto.tl.TlObjects;
import io.mtlab.mtproto.tl.TlReader;
import io.mtlab.mtproto.tl.service.BadMsgNotification;
import io.mtlab.mtproto.tl.service.BadServerSalt;
import io.mtlab.mtproto.tl.service.FutureSalt;
import io.mtlab.mtproto.tl.service.FutureSalts;
import io.mtlab.mtproto.tl.service.GetFutureSalts;
import io.mtlab.mtproto.tl.service.MsgDetailedInfo;
import io.mtlab.mtproto.tl.service.MsgNewDetailedInfo;
import io.mtlab.mtproto.tl.service.MsgResendReq;
import io.mtlab.mtproto.tl.service.MsgsAck;
import io.mtlab.mtproto.tl.service.MsgsAllInfo;
import io.mtlab.mtproto.tl.service.Ping;
import io.mtlab.mtproto.tl.service.Pong;
import io.mtlab.mtproto.tl.service.RpcResult;
import io.mtlab.testing.Requirement;
import java.util.ArrayList;
import java.util.List;

/** How a client goes on after refusals, losses, pauses and wrong clocks. */
final class ClientRecoveryTest {
  private final SessionPair pair = new SessionPair(1);
  private final MessageIds serverIds = new MessageIds();

  @Requirement({"S-035", "M-019"})
  void s035_wrong_numbers_lead_to_a_new_session_and_nothing_is_lost() {
    for (BadMessage why : List.of(BadMessage.SEQNO_TOO_LOW, BadMessage.SEQNO_TOO_HIGH)) {
      SessionPair each = new SessionPair(why.code());
      each.connect();
      each.client.query(1, body(1));
      each.flush();
      Envelope sent = each.toServer.getLast();
      tell(each, notification(sent.message(), why));
      assertThat(each.broken).isEqualTo(why);
      each.disconnect();
      each.client = each.client.successor(77);
      each.server = each.newServer();
      each.connect();
      each.run(Time.SECOND);
      assertThat(each.answered.get(1L)).isEqualTo(List.of(body(1)));
    }
  }

  @Requirement({"S-035", "M-019"})
  void s035_what_only_a_mistake_explains_is_given_up_and_told() {
    for (int code : new int[] {18, 34, 35}) {
      SessionPair each = new SessionPair(code);
      each.connect();
      each.client.query(1, body(1));
      each.flush();
      tell(each, new BadMsgNotification(each.toServer.getLast().message().id(), 1, code));
      assertThat(each.broken).isNotNull();
      assertThat(each.answered.get(1L)).isEqualTo(List.of(Bytes.EMPTY)); // refused
    }
  }

  @Requirement("M-019")
  void m019_a_query_too_old_to_tell_goes_again_under_a_new_id() {
    Message first = firstSent(1);
    hear(notification(first, BadMessage.TOO_OLD), 0);
    pair.flush();
    Message second = pair.toServer.getLast().message();
    assertThat(second.id()).isGreaterThan(first.id());
    assertThat(second.body()).isEqualTo(first.body());
  }

  @Requirement({"M-019", "S-035"})
  void m019_what_a_refused_container_held_goes_again_without_one() {
    pair.connect();
    pair.client.query(1, body(1));
    pair.client.query(2, body(2));
    pair.flush();
    Message container = pair.toServer.getLast().message();
    assertThat(Container.is(container.body())).isTrue();
    int before = pair.toServer.size();
    hear(notification(container, BadMessage.CONTAINER), 0);
    pair.flush();
    assertThat(pair.toServer.subList(before, before + 2))
        .extracting(sent -> sent.message().body())
        .containsExactly(body(1), body(2));
  }

  @Requirement("S-035")
  void s035_a_container_seen_before_goes_again_unless_its_contents_are_known_to_have_come() {
    pair.connect();
    pair.client.query(1, body(1));
    pair.client.query(2, body(2));
    pair.flush();
    Message container = pair.toServer.getLast().message();
    List<Message> inside = unwrap(container);
    hear(new MsgsAck(List.of(inside.getFirst().id())), 0);
    hear(notification(container, BadMessage.CONTAINER_ID_SEEN), 0);
    pair.flush();
    assertThat(unwrap(pair.toServer.getLast().message()))
        .contains(inside.getLast())
        .doesNotContain(inside.getFirst());
  }

  @Requirement({"M-019", "S-022", "R-022"})
  void m019_a_query_that_is_refused_again_and_again_is_given_up() {
    Message sent = firstSent(1);
    int refusals = 0;
    while (!pair.answered.containsKey(1L)) {
      assertThat(++refusals).isLessThan(20);
      hear(new BadServerSalt(sent.id(), sent.seqNo(), 48, refusals), 0);
      pair.flush();
      sent = queries().getLast();
    }
    assertThat(pair.answered.get(1L)).isEqualTo(List.of(Bytes.EMPTY));
    assertThat(refusals).isEqualTo(Outgoing.REFUSALS_MAX + 1);
  }

  @Requirement({"S-033", "S-006"})
  void s033_who_slept_ten_minutes_sends_nothing_too_old() {
    pair.connect();
    pair.loss = 1;
    pair.client.query(1, body(1));
    pair.flush();
    pair.disconnect();
    pair.client.query(2, body(2));
    pair.now += 10 * Time.MINUTE;
    pair.loss = 0;
    pair.connect();
    pair.run(5 * Time.SECOND);
    assertThat(pair.answered.get(1L)).isEqualTo(List.of(body(1)));
    assertThat(pair.answered.get(2L)).isEqualTo(List.of(body(2)));
    assertThat(pair.refusedByServer).isEmpty();
    assertThat(pair.executed).allSatisfy((_, times) -> assertThat(times).isOne());
  }

  @Requirement({"S-033", "R-023"})
  void s033_who_slept_ten_minutes_with_its_connection_goes_on_too() {
    pair.connect();
    pair.query(1);
    pair.run(Time.SECOND);
    pair.loss = 1;
    pair.client.query(2, body(2));
    pair.flush();
    pair.now += 10 * Time.MINUTE;
    pair.loss = 0;
    pair.run(Time.MINUTE);
    assertThat(pair.answered.get(2L)).isEqualTo(List.of(body(2)));
    assertThat(pair.refusedByServer).isEmpty();
  }

  @Requirement({"S-012", "S-013"})
  void s012_with_a_known_clock_old_messages_are_not_taken_except_what_mends_the_clock() {
    Message query = firstSent(1);
    pair.now += 10 * Time.MINUTE;
    long old = pair.now - 6 * Time.MINUTE;
    hearAt(old, TlObjects.toBytes(new RpcResult(query.id(), body(1))), 1);
    assertThat(pair.answered).isEmpty();
    hearAt(old, TlObjects.toBytes(notification(query, BadMessage.ID_TOO_LOW)), 0);
    assertThat(pair.client.clockOffset()).isLessThan(-5 * Time.MINUTE);
  }

  @Requirement({"S-025", "S-020", "S-023", "S-022"})
  void s025_over_two_days_a_client_is_told_a_wrong_salt_once_at_most() {
    pair.connect();
    for (int i = 1; i <= 2 * 48; i++) {
      pair.query(i);
      pair.run(30 * Time.MINUTE);
      assertThat(pair.answered.get((long) i)).isEqualTo(List.of(body(i)));
    }
    // a ping and a query may be on their way together when it runs out
    assertThat(toClient(BadServerSalt.class).stream().map(BadServerSalt::newServerSalt).distinct())
        .hasSizeLessThanOrEqualTo(1);
    assertThat(toClient(FutureSalts.class).size()).isBetween(3, 8);
  }

  @Requirement("S-024")
  void s024_salts_that_were_not_asked_for_are_not_taken() {
    Message query = firstSent(1);
    int now = (int) (pair.now / Time.SECOND);
    var salt = new FutureSalt(now - 10, now + 3600, 99);
    hear(new FutureSalts(query.id(), now, List.of(salt)), 0);
    assertThat(pair.client.salts.at(pair.now)).isEqualTo(FIRST_SALT);
    hear(new BadServerSalt(query.id(), query.seqNo(), 48, 5), 0);
    pair.flush();
    Message question = sent(GetFutureSalts.ID).getLast();
    hear(new FutureSalts(question.id() + 4, now, List.of(salt)), 0);
    assertThat(pair.client.salts.at(pair.now)).isEqualTo(5);
    hear(new FutureSalts(question.id(), now, List.of(salt)), 0);
    assertThat(pair.client.salts.at(pair.now)).isEqualTo(99);
  }

  @Requirement({"M-027", "M-025", "M-026"})
  void m027_an_announced_answer_is_asked_for_or_acknowledged_if_it_came() {
    Message query = firstSent(1);
    long answer = serverIds.nextAnswer(pair.now);
    hear(new MsgDetailedInfo(query.id(), answer, 9, 0), 0);
    pair.flush();
    assertThat(sent(MsgResendReq.ID)).hasSize(1);
    arrive(new Message(answer, 1, TlObjects.toBytes(new RpcResult(query.id(), body(1)))));
    pair.client.acks.take();
    hear(new MsgNewDetailedInfo(answer, 9, 0), 0);
    pair.flush();
    assertThat(sent(MsgResendReq.ID)).hasSize(1);
    assertThat(pair.client.acks.contains(answer)).isTrue();
  }

  @Requirement("M-024")
  void m024_what_the_server_tells_to_be_missing_goes_again() {
    Message query = firstSent(1);
    hear(new MsgsAllInfo(List.of(query.id()), Bytes.wrap(new byte[] {4})), 0);
    pair.flush();
    assertThat(queries()).hasSize(1);
    hear(new MsgsAllInfo(List.of(query.id()), Bytes.wrap(new byte[] {3, 3})), 0);
    pair.flush();
    assertThat(queries()).hasSize(1);
    hear(new MsgsAllInfo(List.of(query.id()), Bytes.wrap(new byte[] {2})), 0);
    pair.flush();
    assertThat(queries()).hasSize(2).allMatch(again -> again.id() == query.id());
  }

  @Requirement({"Z-003", "M-016", "M-023"})
  void z003_what_goes_again_is_never_alone() {
    Message query = firstSent(1);
    hear(new MsgsAllInfo(List.of(query.id()), Bytes.wrap(new byte[] {2})), 0);
    pair.flush();
    Message outer = pair.toServer.getLast().message();
    assertThat(outer.id()).isGreaterThan(query.id());
    assertThat(unwrap(outer)).contains(query).hasSizeGreaterThan(1);
  }

  @Requirement("M-036")
  void m036_twenty_thousand_acknowledgments_take_three_messages() {
    pair.connect();
    for (long i = 0; i < 20_000; i++) {
      pair.client.acks.add(4 * i + 1, pair.now);
    }
    pair.flush();
    assertThat(sent(MsgsAck.ID))
        .extracting(message -> ((MsgsAck) object(message.body())).msgIds().size())
        .containsExactly(8192, 8192, 20_000 - 2 * 8192);
  }

  @Requirement({"M-030", "M-034", "M-010"})
  void m030_a_ping_of_the_server_is_answered_and_a_pong_for_nothing_ignored() {
    pair.connect();
    hear(new Ping(5), 0);
    pair.flush();
    assertThat(sent(Pong.ID)).hasSize(1);
    int frames = pair.toServer.size();
    hear(new Pong(77, 6), 0);
    pair.flush();
    assertThat(pair.toServer).hasSize(frames);
    hear(Bytes.fromHex("0badf00d"), 1);
    assertThat(pair.client.acks.isEmpty()).isFalse();
  }

  @Requirement({"M-002", "M-001", "M-004"})
  void m002_a_container_in_a_container_of_the_server_is_refused_whole() {
    pair.connect();
    Message update = new Message(serverIds.nextPush(pair.now), 1, body(1));
    Message inner =
        new Message(serverIds.nextPush(pair.now), 2, Gzip.pack(Container.of(List.of(update))));
    hear(Container.of(List.of(update, inner)), 2);
    assertThat(pair.updated).isEmpty();
    assertThat(pair.refusedByClient).isEqualTo(List.of(Malformed.CONTAINER));
    hear(Container.of(List.of(update)), 2);
    assertThat(pair.updated).containsExactly(body(1));
  }

  @Requirement({"S-018", "S-014", "S-015"})
  void s018_a_container_has_a_higher_id_and_an_even_number_not_below_its_contents() {
    pair.connect();
    for (int i = 1; i <= 5; i++) {
      pair.client.query(i, body(i));
    }
    hear(body(100), 1);
    pair.flush();
    Message container = pair.toServer.getLast().message();
    List<Message> inside = unwrap(container);
    assertThat(inside).hasSize(6);
    assertThat(container.seqNo() % 2).isZero();
    for (Message message : inside) {
      assertThat(message.id()).isLessThan(container.id());
      assertThat(message.seqNo()).isLessThanOrEqualTo(container.seqNo());
      boolean ack = message.body().int32(0) == MsgsAck.ID;
      assertThat(message.contentRelated()).isEqualTo(!ack);
    }
  }

  /** The first query, as it left. */
  private Message firstSent(long number) {
    pair.connect();
    pair.client.query(number, body(number));
    pair.flush();
    return pair.toServer.getLast().message();
  }

  private static BadMsgNotification notification(Message bad, BadMessage why) {
    return new BadMsgNotification(bad.id(), bad.seqNo(), why.code());
  }

  private List<Message> queries() {
    return sent(body(1).int32(0));
  }

  /** All messages of a kind that the client has sent. */
  private List<Message> sent(int constructor) {
    List<Message> found = new ArrayList<>();
    for (Envelope envelope : pair.toServer) {
      for (Message message : unwrap(envelope.message())) {
        if (message.body().int32(0) == constructor) {
          found.add(message);
        }
      }
    }
    return found;
  }

  private <T extends TlObject> List<T> toClient(Class<T> kind) {
    return pair.toClient.stream()
        .flatMap(envelope -> unwrap(envelope.message()).stream())
        .filter(message -> message.body().int32(0) != body(1).int32(0))
        .map(message -> object(message.body()))
        .filter(kind::isInstance)
        .map(kind::cast)
        .toList();
  }

  private static List<Message> unwrap(Message outer) {
    try {
      return Container.unwrap(outer);
    } catch (io.mtlab.mtproto.fault.ProtocolException impossible) {
      throw new AssertionError(impossible);
    }
  }

  private static TlObject object(Bytes body) {
    try {
      return TlObjects.read(new TlReader(body));
    } catch (io.mtlab.mtproto.fault.ProtocolException unknown) {
      throw new AssertionError(unknown);
    }
  }

  private void tell(SessionPair to, TlObject object) {
    Message message = new Message(serverIds.nextPush(to.now), 0, TlObjects.toBytes(object));
    Envelope envelope = new Envelope(FIRST_SALT, to.client.id(), message);
    to.arriveAtClient(envelope.seal(KEY, Direction.TO_CLIENT, to.cipher));
  }

  private void hear(TlObject object, int seqNo) {
    hear(TlObjects.toBytes(object), seqNo);
  }

  private void hear(Bytes body, int seqNo) {
    arrive(new Message(serverIds.nextPush(pair.now), seqNo, body));
  }

  private void hearAt(long time, Bytes body, int seqNo) {
    arrive(new Message(new MessageIds().nextPush(time), seqNo, body));
  }

  private void arrive(Message message) {
    Envelope envelope = new Envelope(FIRST_SALT, pair.client.id(), message);
    pair.arriveAtClient(envelope.seal(KEY, Direction.TO_CLIENT, pair.cipher));
  }
}
