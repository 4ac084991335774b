package io.mtlab.mtproto.transport;

import static io.mtlab.mtproto.transport.Streams.hex;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.fault.Malformed;
import io.mtlab.mtproto.fault.ProtocolException;
import io.mtlab.mtproto.machine.Address;
import io.mtlab.mtproto.machine.Time;
import io.mtlab.mtproto.transport.web.WebSocket;
import io.mtlab.testing.Requirement;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/** The two ends over HTTP and WebSocket, where they differ from those over plain streams. */
class WebTransportTest {
  private static final long NOW = 1_767_225_600L * Time.SECOND;
  private static final Bytes MESSAGE = Streams.message(40, new Random(1));
  private static final String UPGRADE =
      """
      GET /apiws HTTP/1.1
      Host: x
      Upgrade: websocket
      Connection: Upgrade
      Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==
      Sec-WebSocket-Version: 13
      Sec-WebSocket-Protocol: binary

      """
          .replace("\n", "\r\n");

  private final Heard heard = new Heard();
  private final ServerTransport server =
      new ServerTransports(ServerTransports.Settings.DEFAULT, new Random(2)::nextBytes).accept();

  @Requirement("H-011")
  void h011_a_status_is_the_same_as_the_negative_code() throws ProtocolException {
    for (int status : List.of(403, 404, 429, 444)) {
      ClientTransport client = client("http");
      client.encode(MESSAGE);
      client.received(text("HTTP/1.1 " + status + " No\r\n\r\n"), NOW, heard);
      assertThat(heard.items).last().isEqualTo(new Heard.TransportErrorCode(-status));
      assertThat(client.isFinished()).isTrue();
    }
  }

  @Requirement("H-010")
  void h010_a_transport_error_is_a_status() throws ProtocolException {
    server.received(post(), NOW, heard);
    assertThat(string(server.encodeError(TransportError.FLOOD)))
        .startsWith("HTTP/1.1 429 Too Many Requests\r\n")
        .contains("Content-Length: 0");
    assertThat(server.isFinished()).isTrue();
  }

  @Requirement("H-012")
  void h012_a_wish_for_a_quick_ack_is_not_told() {
    assertThat(client("http").encodeWantingAck(MESSAGE)).isEqualTo(client("http").encode(MESSAGE));
  }

  @Requirement({"H-001", "T-002"})
  void t002_tls_is_put_under_what_begins_with_its_hello() throws ProtocolException {
    Bytes hello = hex("16030100050100000102");
    server.received(hello, NOW, heard);
    assertThat(heard.items).containsExactly(new Heard.Secure(hello));
    server.received(post(), NOW, heard);
    assertThat(heard.items).last().isEqualTo(new Heard.Frame(MESSAGE));
    assertThat(server.spec()).isEqualTo(TransportSpec.named("https", null));
  }

  @Requirement("T-002")
  void t002_nothing_but_the_web_is_spoken_in_tls() throws ProtocolException {
    server.received(hex("16030100050100000102"), NOW, heard);
    assertThatExceptionOfType(ProtocolException.class)
        .isThrownBy(() -> server.received(hex("eeeeeeee", "04000000"), NOW, heard))
        .satisfies(thrown -> assertThat(thrown.fault()).isEqualTo(Malformed.UNKNOWN_TRANSPORT));
  }

  @Requirement("H-001")
  void h001_a_client_over_https_asks_for_tls_first() {
    ClientTransport client = client("https");
    client.opened(NOW, heard);
    assertThat(heard.items).containsExactly(new Heard.Secure(Bytes.EMPTY));
    assertThat(string(client.encode(MESSAGE))).startsWith("POST /api HTTP/1.1\r\nHost: dc2:80\r\n");
  }

  @Requirement({"W-001", "W-002"})
  void w001_a_client_over_secure_web_socket_asks_for_tls_and_then_for_the_upgrade() {
    ClientTransport client = client("secure-websocket");
    client.opened(NOW, heard);
    assertThat(heard.items).first().isEqualTo(new Heard.Secure(Bytes.EMPTY));
    assertThat(string(((Heard.Sent) heard.items.getLast()).wire()))
        .startsWith("GET /apiws HTTP/1.1\r\nHost: dc2:80\r\n");
  }

  @Requirement("W-003")
  void w003_a_stream_that_is_not_obfuscated_is_refused() throws ProtocolException {
    for (String plain : List.of("eeeeeeee", "ef010101", "dddddddd", "504f5354")) {
      ServerTransport fresh =
          new ServerTransports(ServerTransports.Settings.DEFAULT, new Random(2)::nextBytes)
              .accept();
      fresh.received(text(UPGRADE), NOW, heard);
      Bytes wire =
          WebSocket.ofClient(1 << 20, new Random(3)::nextBytes)
              .message(Bytes.concat(hex(plain), MESSAGE));
      assertThatExceptionOfType(ProtocolException.class)
          .isThrownBy(() -> fresh.received(wire, NOW, heard))
          .satisfies(thrown -> assertThat(thrown.fault()).isEqualTo(Malformed.UNKNOWN_TRANSPORT));
      assertThat(heard.items).noneMatch(Heard.Frame.class::isInstance);
    }
  }

  @Requirement("W-006")
  void w006_a_server_that_closes_says_goodbye() throws ProtocolException {
    server.received(text(UPGRADE), NOW, heard);
    assertThat(server.farewell()).isEqualTo(hex("880203e8"));
  }

  private static ClientTransport client(String name) {
    return new ClientTransport(
        TransportSpec.named(name, null),
        new Destination(new Address("dc2", 80), 2),
        Padding.UP_TO_15,
        new Random(4)::nextBytes);
  }

  private static Bytes post() {
    return Bytes.concat(
        text("POST /api HTTP/1.1\r\nHost: x\r\nContent-Length: " + MESSAGE.size() + "\r\n\r\n"),
        MESSAGE);
  }

  private static Bytes text(String text) {
    return Bytes.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  private static String string(Bytes bytes) {
    return new String(bytes.toArray(), StandardCharsets.ISO_8859_1);
  }
}
