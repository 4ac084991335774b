package io.mtlab.mtproto.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.endpoint.HttpGate.Answer;
import io.mtlab.mtproto.machine.Cause;
import io.mtlab.mtproto.machine.Conn;
import io.mtlab.mtproto.machine.Time;
import io.mtlab.mtproto.session.Message;
import io.mtlab.mtproto.tl.TlObject;
import io.mtlab.mtproto.tl.TlObjects;
import io.mtlab.mtproto.tl.api.HelpGetConfig;
import io.mtlab.mtproto.tl.api.UpdatesTooLong;
import io.mtlab.mtproto.tl.service.HttpWait;
import io.mtlab.mtproto.tl.service.MsgsAck;
import io.mtlab.mtproto.tl.service.Ping;
import io.mtlab.mtproto.tl.service.Pong;
import io.mtlab.mtproto.tl.service.ReqPqMulti;
import io.mtlab.mtproto.tl.service.RpcResult;
import io.mtlab.testing.Requirement;
import java.util.List;

/** A gate over HTTP: one frame for each request, at the time that http_wait says. */
class HttpGateTest {
  private static final long MS = Time.MILLISECOND;
  private static final long S = HttpGate.SESSION;

  private final HttpGate http = new HttpGate();
  private final Conn conn = http.open(1);

  @Requirement({"H-002", "H-005"})
  void h002_a_query_is_answered_by_one_message_or_container() {
    http.post(conn, S, new HelpGetConfig(), new HttpWait(30, 10, 25_000));
    http.runFor(Time.SECOND);
    Answer only = only();
    assertThat(only.status()).isEqualTo(200);
    assertThat(only.messages()).hasSizeGreaterThan(1).anyMatch(HttpGateTest::isResult);
  }

  @Requirement("H-002")
  void h002_the_exchange_of_a_key_needs_no_envelope() {
    Bytes body = TlObjects.toBytes(new ReqPqMulti(Bytes.wrap(new byte[16])));
    http.post(conn, plain(body));
    assertThat(only().status()).isEqualTo(200);
  }

  @Requirement("H-002")
  void h002_a_body_with_an_envelope_in_front_is_refused() {
    Bytes message = plain(TlObjects.toBytes(new ReqPqMulti(Bytes.wrap(new byte[16]))));
    http.post(conn, Bytes.concat(Bytes.wrap(new byte[] {(byte) (message.size() / 4)}), message));
    assertThat(only().status()).isEqualTo(400);
    assertThat(http.closed).containsExactly(conn);
  }

  @Requirement({"H-005", "H-006"})
  void h006_without_http_wait_an_empty_container_comes_after_25_s() {
    greet();
    long asked = http.now;
    http.post(conn, S, ack());
    http.runFor(40 * Time.SECOND);
    Answer only = only();
    assertThat(only.at() - asked).isEqualTo(25 * Time.SECOND);
    assertThat(only.messages()).isEmpty();
  }

  @Requirement("H-006")
  void h006_over_tcp_it_is_ignored() {
    greet();
    Conn tcp = http.open(2);
    http.stream(tcp, S, new HttpWait(5000, 5000, 25_000));
    int before = http.frames;
    http.push();
    assertThat(http.frames).isEqualTo(before + 1);
    http.runFor(Time.SECOND / 2);
    assertThat(http.take()).isEmpty();
  }

  @Requirement("H-005")
  void h005_nothing_is_sent_that_was_not_asked_for() {
    greet();
    http.push();
    http.runFor(60 * Time.SECOND);
    assertThat(http.take()).isEmpty();
    http.post(conn, S, new HttpWait(0, 0, 25_000));
    assertThat(only().messages()).anyMatch(HttpGateTest::isNews);
  }

  @Requirement("H-007")
  void h007_max_wait_counts_more_than_max_delay_and_that_more_than_wait_after() {
    greet();
    assertWait(new HttpWait(0, 0, 3000), List.of(), 3000, 0);
    assertWait(new HttpWait(0, 0, 25_000), List.of(500), 500, 1);
    assertWait(new HttpWait(2000, 300, 25_000), List.of(500, 700), 1000, 2);
    assertWait(new HttpWait(400, 300, 25_000), List.of(500, 700, 850, 950), 900, 3);
    assertWait(new HttpWait(1000, 1000, 2000), List.of(1500), 2000, 1);
  }

  private void assertWait(HttpWait wait, List<Integer> pushes, int answeredAt, int messages) {
    long asked = http.now;
    http.post(conn, S, wait);
    for (int push : pushes) {
      http.runTo(asked + push * MS);
      http.push();
    }
    http.runTo(asked + 30 * Time.SECOND);
    Answer only = only();
    assertThat(only.at() - asked).isEqualTo(answeredAt * MS);
    assertThat(only.messages().stream().filter(HttpGateTest::isNews)).hasSize(messages);
    acknowledgeAll(only);
  }

  /** Takes everything that is left, so that the next test of a wait begins with nothing. */
  private void acknowledgeAll(Answer answer) {
    Answer last = answer;
    for (int i = 0; i < 3; i++) {
      List<Long> ids = last.messages().stream().map(Message::id).toList();
      http.post(conn, S, new MsgsAck(ids), new HttpWait(0, 0, 0));
      last = only();
    }
  }

  @Requirement("H-008")
  void h008_of_several_waits_the_last_one_counts() {
    greet();
    long asked = http.now;
    http.post(conn, S, new HttpWait(0, 0, 9000), new HttpWait(0, 0, 1000));
    http.runFor(20 * Time.SECOND);
    assertThat(only().at() - asked).isEqualTo(Time.SECOND);
  }

  @Requirement({"H-003", "H-005"})
  void h005_pipelined_requests_are_answered_in_their_order_one_each() {
    greet();
    http.post(conn, S, new HttpWait(0, 0, 25_000));
    http.post(conn, S, new Ping(5));
    assertThat(only().messages()).anyMatch(message -> is(message, Pong.ID));
    http.push();
    assertThat(only().messages()).anyMatch(HttpGateTest::isNews);
    http.push();
    assertThat(http.take()).isEmpty();
  }

  @Requirement({"H-009", "T-033"})
  void h009_a_query_is_answered_where_it_came_from_beside_a_long_poll() {
    greet();
    Conn other = http.open(2);
    http.post(conn, S, new HttpWait(0, 0, 25_000));
    http.post(other, S, new HelpGetConfig());
    assertThat(only().conn()).isEqualTo(other);
    http.push();
    assertThat(only().conn()).isEqualTo(conn);
  }

  @Requirement("H-004")
  void h004_a_connection_belongs_to_the_session_of_the_latest_query() {
    greet();
    http.post(conn, S, new HttpWait(0, 0, 25_000));
    http.post(conn, S + 1, new Ping(5));
    List<Answer> answers = http.take();
    assertThat(answers).isNotEmpty();
    assertThat(answers.getFirst().messages()).anyMatch(message -> is(message, Pong.ID));
    http.runFor(30 * Time.SECOND);
    assertThat(http.take()).allMatch(answer -> answer.status() == 200);
    http.push();
    http.post(conn, S, new HttpWait(0, 0, 1000));
    assertThat(only().messages()).anyMatch(HttpGateTest::isNews);
  }

  @Requirement("H-010")
  void h010_an_unknown_key_is_a_status() {
    http.post(conn, unknown());
    assertThat(only().status()).isEqualTo(404);
    assertThat(http.closed).containsExactly(conn);
  }

  @Requirement({"H-016", "H-001"})
  void h016_nonsense_is_answered_and_the_connection_closed() {
    http.receive(conn, "GET /api HTTP/1.1\r\nHost: x\r\n\r\n", Bytes.EMPTY);
    assertThat(only().status()).isEqualTo(405);
    Conn second = http.open(2);
    http.receive(second, "POST /api HTTP/1.1\r\nHost: x\r\n\r\n", Bytes.EMPTY);
    assertThat(only().status()).isEqualTo(411);
    assertThat(http.closed).containsExactly(conn, second);
  }

  @Requirement("H-012")
  void h012_there_is_no_quick_ack() {
    greet();
    http.post(conn, S, new HelpGetConfig());
    assertThat(only().messages()).isNotEmpty();
    assertThat(http.take()).isEmpty();
  }

  @Requirement("H-014")
  void h014_what_is_undelivered_is_kept_for_ten_minutes_without_a_connection() {
    greet();
    http.gate.closed(conn, Cause.FIN, http.now);
    http.push();
    http.runFor(9 * Time.MINUTE);
    http.post(http.open(2), S, new HttpWait(0, 0, 1000));
    assertThat(only().messages()).anyMatch(HttpGateTest::isNews);
  }

  @Requirement("H-014")
  void h014_after_ten_minutes_without_a_request_all_is_forgotten() {
    greet();
    http.push();
    http.runFor(11 * Time.MINUTE);
    http.post(conn, S, new HttpWait(0, 0, 1000));
    http.runFor(Time.SECOND);
    assertThat(only().messages()).noneMatch(HttpGateTest::isNews);
  }

  @Requirement("H-015")
  void h015_what_was_answered_is_sent_again_until_it_is_acknowledged() {
    greet();
    http.post(conn, S, new HttpWait(0, 0, 25_000));
    http.push();
    List<Message> news = only().messages().stream().filter(HttpGateTest::isNews).toList();
    assertThat(news).hasSize(1);
    http.post(conn, S, new HttpWait(0, 0, 25_000));
    http.runFor(25 * Time.SECOND);
    Answer again = only();
    assertThat(again.messages()).contains(news.getFirst());
    http.post(conn, S, new MsgsAck(List.of(news.getFirst().id())), new HttpWait(0, 0, 25_000));
    http.runFor(60 * Time.SECOND);
    assertThat(http.take()).noneMatch(answer -> answer.messages().contains(news.getFirst()));
  }

  /** The session is made, and its first message acknowledged. */
  private void greet() {
    http.post(conn, S, new Ping(1));
    acknowledgeAll(only());
  }

  private static TlObject ack() {
    return new MsgsAck(List.of(1L));
  }

  private Answer only() {
    List<Answer> answers = http.take();
    assertThat(answers).hasSize(1);
    return answers.getFirst();
  }

  private static Bytes unknown() {
    byte[] frame = new byte[104];
    frame[0] = 1;
    return Bytes.wrap(frame);
  }

  private static Bytes plain(Bytes body) {
    byte[] head = new byte[20];
    long id = 1_767_225_600L << 32;
    for (int i = 0; i < 8; i++) {
      head[8 + i] = (byte) (id >>> (8 * i));
    }
    head[16] = (byte) body.size();
    return Bytes.concat(Bytes.wrap(head), body);
  }

  private static boolean isNews(Message message) {
    return is(message, UpdatesTooLong.ID);
  }

  private static boolean isResult(Message message) {
    return is(message, RpcResult.ID);
  }

  private static boolean is(Message message, int constructor) {
    return message.body().int32(0) == constructor;
  }
}
