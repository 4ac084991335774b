package io.mtlab.mtproto.transport.web;

import static io.mtlab.mtproto.transport.web.ServerHttpTest.bytes;
import static io.mtlab.mtproto.transport.web.ServerHttpTest.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.fault.Fault;
import io.mtlab.mtproto.fault.Malformed;
import io.mtlab.mtproto.fault.ProtocolException;
import io.mtlab.testing.Requirement;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

class ClientHttpTest implements ClientHttp.To {
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n";

  private final ClientHttp client = new ClientHttp("dc2:80", WebPath.API, 1 << 20);
  private final List<String> came = new ArrayList<>();

  @Requirement({"H-001", "H-002"})
  void h001_a_message_is_posted_to_the_path_with_its_length() {
    assertThat(text(client.post(bytes("12345678"))))
        .startsWith("POST /api HTTP/1.1\r\nHost: dc2:80\r\n")
        .contains("Content-Length: 8\r\n")
        .endsWith("\r\n\r\n12345678");
    assertThat(client.open()).isEqualTo(1);
  }

  @Requirement("H-003")
  void h003_answers_come_one_after_the_other_however_they_are_cut() throws ProtocolException {
    client.post(bytes("1111"));
    client.post(bytes("2222"));
    for (byte one : (OK + "aaaa" + OK + "bbbb").getBytes(StandardCharsets.ISO_8859_1)) {
      client.received(Bytes.wrap(new byte[] {one}), this);
    }
    assertThat(came).containsExactly("aaaa", "bbbb");
    assertThat(client.open()).isZero();
  }

  @Requirement("H-011")
  void h011_a_status_is_told_and_the_body_ignored() throws ProtocolException {
    client.post(bytes("1111"));
    client.received(
        bytes("HTTP/1.1 404 Not Found\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n<oh/>\r\n"), this);
    assertThat(came).containsExactly("status 404");
    assertThat(client.isFinished()).isTrue();
    client.received(bytes(OK + "aaaa"), this);
    assertThat(came).hasSize(1);
  }

  @Requirement("H-003")
  void h003_leave_to_continue_is_no_answer() throws ProtocolException {
    client.post(bytes("1111"));
    client.received(bytes("HTTP/1.1 100 Continue\r\n\r\n" + OK + "aaaa"), this);
    assertThat(came).containsExactly("aaaa");
  }

  @Requirement("H-002")
  void h002_an_answer_that_nobody_asked_for_is_a_fault() throws ProtocolException {
    assertThat(refused(OK + "aaaa")).isEqualTo(Malformed.HTTP_STATUS);
  }

  @Requirement({"H-002", "H-016"})
  void h002_an_answer_without_a_proper_length_is_a_fault() throws ProtocolException {
    client.post(bytes("1111"));
    assertThat(refused("HTTP/1.1 200 OK\r\n\r\n")).isEqualTo(Malformed.HTTP_LENGTH_MISSING);
    client.post(bytes("1111"));
    assertThat(refused(OK.replace(" 4", " 3") + "aaa")).isEqualTo(Malformed.HTTP_LENGTH);
    assertThat(refused(OK.replace("200", "2x0"))).isEqualTo(Malformed.HTTP_MESSAGE);
  }

  private Fault refused(String text) {
    ClientHttp fresh = new ClientHttp("x", WebPath.API, 1 << 20);
    for (int i = 0; i < client.open(); i++) {
      fresh.post(bytes("1111"));
    }
    return assertThatExceptionOfType(ProtocolException.class)
        .isThrownBy(() -> fresh.received(bytes(text), this))
        .actual()
        .fault();
  }

  @Override
  public void message(Bytes body) {
    came.add(text(body));
  }

  @Override
  public void status(int status) {
    came.add("status " + status);
  }
}
