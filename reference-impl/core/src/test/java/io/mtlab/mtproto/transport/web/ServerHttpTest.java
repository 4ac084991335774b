package io.mtlab.mtproto.transport.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.management.ThreadMXBean;
import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.fault.Fault;
import io.mtlab.mtproto.fault.Malformed;
import io.mtlab.mtproto.fault.PeerMisbehaved;
import io.mtlab.mtproto.fault.ProtocolException;
import io.mtlab.mtproto.fault.Reaction;
import io.mtlab.testing.Requirement;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ServerHttpTest implements ServerHttp.To {
  private static final int BODY_MAX = 1 << 20;
  private static final String BODY = "abcdefgh";
  private static final String POST =
      "POST /api HTTP/1.1\r\nHost: x\r\nContent-Length: 8\r\n\r\n" + BODY;

  private final ServerHttp server = new ServerHttp(BODY_MAX);
  private final List<String> bodies = new ArrayList<>();
  private final List<String> sent = new ArrayList<>();

  @Requirement("H-002")
  void h002_a_body_is_a_message_and_so_is_the_answer() throws ProtocolException {
    receive(POST);
    assertThat(bodies).containsExactly(BODY);
    assertThat(server.open()).isEqualTo(1);
    assertThat(text(server.answer(bytes("12345678"))))
        .isEqualTo(
            "HTTP/1.1 200 OK\r\nContent-Type: application/octet-stream\r\n"
                + "Content-Length: 8\r\n\r\n12345678");
    assertThat(server.open()).isZero();
  }

  @Requirement("H-002")
  void h002_a_body_that_is_no_multiple_of_four_bytes_is_refused() {
    assertThat(refused(post("Content-Length: 9", "\u0002abcdefgh")))
        .isEqualTo(Malformed.HTTP_LENGTH);
    assertThat(refused(post("Content-Length: 0", ""))).isEqualTo(Malformed.HTTP_LENGTH);
  }

  @Requirement("H-001")
  void h001_messages_are_posted_to_the_paths_of_the_documentation() throws ProtocolException {
    for (String path : List.of("/api", "/apiw", "/apiw1", "/apiw1_test", "/apiw_test1")) {
      receive(POST.replace("/api", path));
    }
    assertThat(bodies).hasSize(5);
  }

  @Requirement("H-001")
  void h001_another_method_or_path_is_refused() {
    assertThat(refused("GET /api HTTP/1.1\r\nHost: x\r\n\r\n")).isEqualTo(Malformed.HTTP_METHOD);
    assertThat(refused(POST.replace("/api", "/other"))).isEqualTo(Malformed.HTTP_PATH);
    assertThat(refused(POST.replace("POST", "PUT"))).isEqualTo(Malformed.HTTP_METHOD);
    assertThat(text(server.error(405))).contains("405 Method Not Allowed", "Allow: POST");
  }

  @Requirement("H-003")
  void h003_requests_follow_each_other_and_are_answered_in_order() throws ProtocolException {
    receive(POST + POST.replace(BODY, "ABCDEFGH"));
    receive(POST);
    assertThat(bodies).containsExactly(BODY, "ABCDEFGH", BODY);
    for (int left = 2; left >= 0; left--) {
      assertThat(text(server.answer(bytes("1111")))).endsWith("\r\n\r\n1111");
      assertThat(server.open()).isEqualTo(left);
    }
    assertThat(server.isFinished()).isFalse();
  }

  @Requirement("H-003")
  void h003_a_connection_ends_when_the_client_wants_it_to() throws ProtocolException {
    receive(post("Connection: close\r\nContent-Length: 8", BODY) + POST);
    assertThat(bodies).hasSize(1);
    assertThat(server.isFinished()).isFalse();
    assertThat(text(server.answer(bytes("1111")))).contains("Connection: close");
    assertThat(server.isFinished()).isTrue();
  }

  @Test
  void http_1_0_ends_after_one_request_unless_it_says_otherwise() throws ProtocolException {
    receive("POST /api HTTP/1.0\r\nConnection: keep-alive\r\nContent-Length: 8\r\n\r\n" + BODY);
    server.answer(bytes("1111"));
    assertThat(server.isFinished()).isFalse();
    receive("POST /api HTTP/1.0\r\nContent-Length: 8\r\n\r\n" + BODY);
    server.answer(bytes("1111"));
    assertThat(server.isFinished()).isTrue();
  }

  @Requirement({"H-003", "T-028"})
  void h003_pieces_of_any_size_give_the_same() throws ProtocolException {
    for (byte one : (POST + POST).getBytes(StandardCharsets.ISO_8859_1)) {
      server.received(Bytes.wrap(new byte[] {one}), this);
    }
    assertThat(bodies).containsExactly(BODY, BODY);
    assertThat(server.heldBytes()).isZero();
  }

  @Test
  void more_open_requests_than_the_limit_are_a_flood() throws ProtocolException {
    receive(POST.repeat(ServerHttp.OPEN_MAX));
    assertThat(refused(POST)).isEqualTo(PeerMisbehaved.FLOOD);
  }

  @Requirement("H-013")
  void h013_browsers_may_ask_from_any_site() throws ProtocolException {
    receive("OPTIONS /apiw1 HTTP/1.1\r\nHost: x\r\nOrigin: https://any.example\r\n\r\n");
    assertThat(sent)
        .singleElement()
        .asString()
        .startsWith("HTTP/1.1 204")
        .contains("Access-Control-Allow-Origin: *", "Access-Control-Allow-Methods: POST");
    receive(POST.replace("/api", "/apiw1"));
    assertThat(text(server.answer(bytes("1111")))).contains("Access-Control-Allow-Origin: *");
    receive(POST);
    assertThat(text(server.answer(bytes("1111")))).doesNotContain("Access-Control");
    assertThat(refused("OPTIONS /api HTTP/1.1\r\nHost: x\r\n\r\n"))
        .isEqualTo(Malformed.HTTP_METHOD);
  }

  @Requirement({"H-003", "H-013"})
  void h013_a_preflight_waits_for_the_answers_before_it() throws ProtocolException {
    receive(POST.replace("/api", "/apiw1"));
    receive("OPTIONS /apiw1 HTTP/1.1\r\nHost: x\r\n\r\n");
    assertThat(sent).isEmpty();
    String both = text(server.answer(bytes("1111")));
    assertThat(both.indexOf("204 No Content")).isGreaterThan(both.indexOf("200 OK"));
    assertThat(server.open()).isZero();
  }

  @Requirement("H-016")
  void h016_nonsense_is_refused_with_a_status() {
    List<String> nonsense =
        List.of(
            "POST  /api HTTP/1.1\r\nHost: x\r\n\r\n",
            "POST /api HTTP/2.0\r\nHost: x\r\n\r\n",
            "POST /api\r\nHost: x\r\n\r\n",
            "P(ST /api HTTP/1.1\r\nHost: x\r\n\r\n",
            "POST /api HTTP/1.1\r\n\r\n",
            "POST /api HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n",
            "POST /api HTTP/1.1\r\nHost : x\r\n\r\n",
            "POST /api HTTP/1.1\r\nHost: x\r\n folded\r\n\r\n",
            "POST /api HTTP/1.1\r\nHost: x\nX: y\r\n\r\n",
            "POST /api HTTP/1.1\r\nHost: x\u0000\r\n\r\n",
            "POST /api HTTP/1.1\r\nHost: x\r\nno colon\r\n\r\n");
    for (String one : nonsense) {
      assertThat(refused(one)).as(one).isEqualTo(Malformed.HTTP_MESSAGE);
    }
    assertThat(Reaction.to(Malformed.HTTP_MESSAGE)).isEqualTo(new Reaction.Refuse(-400));
    assertThat(text(server.error(400))).contains("400 Bad Request", "Connection: close");
    assertThat(server.isFinished()).isTrue();
  }

  @Requirement("H-016")
  void h016_a_body_needs_its_length_told_once() {
    assertThat(refused(post("Accept: */*", ""))).isEqualTo(Malformed.HTTP_LENGTH_MISSING);
    assertThat(refused(post("Transfer-Encoding: chunked", "0\r\n\r\n")))
        .isEqualTo(Malformed.HTTP_LENGTH_MISSING);
    for (String wrong : List.of("-8", "+8", "8 8", "0x8", "", "8,8", "8\r\nContent-Length: 8")) {
      assertThat(refused(post("Content-Length: " + wrong, BODY)))
          .as(wrong)
          .isEqualTo(Malformed.HTTP_LENGTH);
    }
    assertThat(Reaction.to(Malformed.HTTP_LENGTH_MISSING)).isEqualTo(new Reaction.Refuse(-411));
  }

  @Requirement("H-016")
  void h016_two_lengths_that_could_smuggle_a_request_are_refused() {
    assertThat(refused(post("Content-Length: 8\r\nTransfer-Encoding: chunked", BODY)))
        .isEqualTo(Malformed.HTTP_LENGTH);
    assertThat(refused(post("Transfer-Encoding: chunked\r\nContent-Length: 8", BODY)))
        .isEqualTo(Malformed.HTTP_LENGTH);
    assertThat(bodies).isEmpty();
  }

  @Requirement("H-016")
  void h016_a_body_over_the_limit_is_refused_by_its_head() {
    assertThat(refused(post("Content-Length: " + (BODY_MAX + 4), "")))
        .isEqualTo(Malformed.HTTP_BODY_TOO_LONG);
    assertThat(refused(post("Content-Length: 99999999999999999999", "")))
        .isEqualTo(Malformed.HTTP_BODY_TOO_LONG);
  }

  @Requirement({"H-016", "Z-013"})
  void h016_a_head_without_end_is_refused_at_the_limit() {
    assertThat(refused("POST /api HTTP/1.1\r\nX: " + "x".repeat(Head.BYTES_MAX)))
        .isEqualTo(Malformed.HTTP_HEAD_TOO_LONG);
    assertThat(refused("POST /api HTTP/1.1\r\n" + "X: y\r\n".repeat(101) + "\r\n"))
        .isEqualTo(Malformed.HTTP_HEAD_TOO_LONG);
  }

  @Requirement({"T-014", "Z-013"})
  void t014_an_announced_length_alone_allocates_nothing() throws ProtocolException {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    receive(POST); // classes are loaded
    long before = threads.getCurrentThreadAllocatedBytes();
    receive(post("Content-Length: " + BODY_MAX, "abcd"));
    assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(1 << 16);
  }

  @Requirement("T-014")
  void t014_a_large_body_is_copied_a_few_times_only() throws ProtocolException {
    byte[] head = post("Content-Length: " + BODY_MAX, "").getBytes(StandardCharsets.ISO_8859_1);
    server.received(Bytes.wrap(head), this);
    for (int done = 0; done < BODY_MAX; done += 1024) {
      server.received(Bytes.wrap(new byte[1024]), this);
    }
    assertThat(bodies).singleElement().asString().hasSize(BODY_MAX);
  }

  @Test
  void a_client_that_waits_for_leave_to_send_its_body_gets_it() throws ProtocolException {
    String head = "POST /api HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 8\r\n";
    receive(head + "\r\n");
    assertThat(sent).containsExactly("HTTP/1.1 100 Continue\r\n\r\n");
    receive(BODY);
    assertThat(bodies).containsExactly(BODY);
  }

  private static String post(String fields, String body) {
    return "POST /api HTTP/1.1\r\nHost: x\r\n" + fields + "\r\n\r\n" + body;
  }

  private void receive(String text) throws ProtocolException {
    server.received(bytes(text), this);
  }

  private Fault refused(String text) {
    ServerHttp other = new ServerHttp(BODY_MAX);
    ServerHttp asked = server.open() == ServerHttp.OPEN_MAX ? server : other;
    var thrown =
        assertThatExceptionOfType(ProtocolException.class)
            .isThrownBy(() -> asked.received(bytes(text), this))
            .actual();
    return thrown.fault();
  }

  static Bytes bytes(String text) {
    return Bytes.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  static String text(Bytes bytes) {
    return new String(bytes.toArray(), StandardCharsets.ISO_8859_1);
  }

  @Override
  public void message(Bytes body) {
    bodies.add(text(body));
  }

  @Override
  public void send(Bytes wire) {
    sent.add(text(wire));
  }

  @Override
  public void upgraded(WebSocket socket, Bytes rest) {
    sent.add("upgraded");
  }
}
