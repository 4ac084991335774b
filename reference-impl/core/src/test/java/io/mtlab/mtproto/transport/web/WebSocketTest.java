package io.mtlab.mtproto.transport.web;

import static io.mtlab.mtproto.transport.web.ServerHttpTest.bytes;
import static io.mtlab.mtproto.transport.web.ServerHttpTest.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.crypto.Entropy;
import io.mtlab.mtproto.fault.Fault;
import io.mtlab.mtproto.fault.Malformed;
import io.mtlab.mtproto.fault.ProtocolException;
import io.mtlab.testing.Covers;
import io.mtlab.testing.Requirement;
import io.mtlab.testing.Seeds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WebSocketTest implements ClientWebSocket.To, ServerHttp.To {
  private static final int MAX = 1 << 20;
  private static final byte[] MASK = {1, 2, 3, 4};
  private static final String HANDSHAKE =
      """
      GET /apiws HTTP/1.1
      Host: x
      Upgrade: websocket
      Connection: keep-alive, Upgrade
      Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==
      Sec-WebSocket-Version: 13
      Sec-WebSocket-Protocol: chat, binary

      """
          .replace("\n", "\r\n");

  private final WebSocket server = WebSocket.ofServer(MAX);
  private final StringBuilder stream = new StringBuilder();
  private final List<Bytes> sent = new ArrayList<>();
  private final List<Integer> statuses = new ArrayList<>();
  private boolean opened;
  private int upgrades;

  @Requirement("W-007")
  void w007_the_answer_to_a_key_is_that_of_the_rfc() throws ProtocolException {
    assertThat(WebSocketHandshake.accept("dGhlIHNhbXBsZSBub25jZQ=="))
        .isEqualTo("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
    upgrade(HANDSHAKE);
    assertThat(text(sent.getFirst()))
        .startsWith("HTTP/1.1 101 ")
        .contains("Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=")
        .contains("Sec-WebSocket-Protocol: binary\r\n");
    assertThat(upgrades).isEqualTo(1);
  }

  @Requirement("W-007")
  void w007_another_version_or_key_is_refused() {
    assertThat(refusedUpgrade("Version: 13", "Version: 8")).isEqualTo(Malformed.WEBSOCKET_VERSION);
    assertThat(refusedUpgrade("Upgrade: websocket\r\n", "")).isEqualTo(Malformed.WEBSOCKET_VERSION);
    assertThat(refusedUpgrade("dGhlIHNhbXBsZSBub25jZQ==", "dGhlIHNhbXBsZQ=="))
        .isEqualTo(Malformed.WEBSOCKET_HANDSHAKE);
    assertThat(refusedUpgrade("dGhlIHNhbXBsZSBub25jZQ==", "!"))
        .isEqualTo(Malformed.WEBSOCKET_HANDSHAKE);
    assertThat(refusedUpgrade("keep-alive, Upgrade", "keep-alive"))
        .isEqualTo(Malformed.WEBSOCKET_HANDSHAKE);
    assertThat(text(new ServerHttp(MAX).error(426))).contains("Sec-WebSocket-Version: 13");
  }

  @Requirement("W-002")
  void w002_without_the_subprotocol_there_is_no_upgrade() {
    assertThat(refusedUpgrade("Sec-WebSocket-Protocol: chat, binary\r\n", ""))
        .isEqualTo(Malformed.WEBSOCKET_HANDSHAKE);
    assertThat(refusedUpgrade("chat, binary", "chat")).isEqualTo(Malformed.WEBSOCKET_HANDSHAKE);
    assertThat(refusedUpgrade("chat, binary", "BINARY")).isEqualTo(Malformed.WEBSOCKET_HANDSHAKE);
    assertThat(sent).isEmpty();
  }

  @Requirement("W-001")
  void w001_the_paths_are_those_of_the_documentation() throws ProtocolException {
    for (String path : List.of("/apiws_test", "/apiws_premium", "/apiws_test_premium")) {
      upgrade(HANDSHAKE.replace("/apiws", path));
    }
    assertThat(upgrades).isEqualTo(3);
    assertThat(refusedUpgrade("/apiws", "/nothing")).isEqualTo(Malformed.HTTP_PATH);
    assertThat(refusedUpgrade("/apiws", "/api")).isEqualTo(Malformed.HTTP_METHOD);
    assertThat(refusedUpgrade("GET", "POST")).isEqualTo(Malformed.HTTP_METHOD);
  }

  @Requirement("W-008")
  void w008_compression_is_declined() throws ProtocolException {
    upgrade(HANDSHAKE.replace("Host", "Sec-WebSocket-Extensions: permessage-deflate\r\nHost"));
    assertThat(text(sent.getFirst())).startsWith("HTTP/1.1 101").doesNotContain("Extensions");
  }

  @Requirement("W-010")
  void w010_pages_of_any_site_may_connect() throws ProtocolException {
    upgrade(HANDSHAKE.replace("Host", "Origin: https://any.example\r\nHost"));
    assertThat(upgrades).isEqualTo(1);
  }

  @Requirement({"W-001", "W-002"})
  void w002_the_client_asks_for_the_subprotocol_and_opens_when_it_is_granted()
      throws ProtocolException {
    ClientWebSocket client = client();
    String request = text(client.request());
    assertThat(request).startsWith("GET /apiws HTTP/1.1\r\nHost: kws2.example\r\n");
    assertThat(request).contains("Sec-WebSocket-Protocol: binary\r\n");
    upgrade(request);
    Bytes answer = sent.removeFirst();
    client.received(answer.slice(0, 40), this);
    assertThat(opened).isFalse();
    client.received(Bytes.concat(answer.from(40), server.message(bytes("more"))), this);
    assertThat(opened).isTrue();
    assertThat(stream).hasToString("more");
  }

  @Requirement({"W-002", "W-007"})
  void w002_a_client_takes_no_answer_that_differs() throws ProtocolException {
    for (String[] change :
        new String[][] {
          {"Protocol: binary", "Protocol: chat"},
          {"Accept: ", "Accept: x"},
          {"Upgrade: websocket\r\n", ""},
          {"101 Switching", "200 OK"},
          {"\r\n\r\n", "\r\nSec-WebSocket-Extensions: permessage-deflate\r\n\r\n"},
        }) {
      ClientWebSocket client = client();
      upgrade(text(client.request()));
      String answer = text(sent.removeFirst()).replace(change[0], change[1]);
      assertThatExceptionOfType(ProtocolException.class)
          .as(change[1])
          .isThrownBy(() -> client.received(bytes(answer), this));
      assertThat(opened).isFalse();
    }
  }

  @Requirement("H-011")
  void h011_a_client_that_is_refused_is_told_the_status() throws ProtocolException {
    ClientWebSocket client = client();
    client.received(bytes("HTTP/1.1 429 Slow\r\nContent-Length: 2\r\n\r\nno"), this);
    assertThat(statuses).containsExactly(429);
    assertThat(client.isFinished()).isTrue();
  }

  @Seeds(count = 50)
  @Covers("W-004")
  void w004_the_stream_is_the_same_however_it_is_cut(long seed) throws ProtocolException {
    Random random = new Random(seed);
    Bytes wire = Bytes.EMPTY;
    StringBuilder expected = new StringBuilder();
    for (int messages = 0; messages < 10; messages++) {
      String part = "x".repeat(random.nextInt(300)) + messages;
      expected.append(part);
      int cut = random.nextInt(part.length());
      wire =
          Bytes.concat(
              wire,
              fragment(0x02, part.substring(0, cut)),
              WebSocketFrame.encode(WebSocketFrame.PING, bytes("?"), MASK),
              fragment(0x80, part.substring(cut)));
    }
    for (int at = 0; at < wire.size(); ) {
      int size = 1 + random.nextInt(Math.min(200, wire.size() - at));
      server.received(wire.slice(at, at + size), this);
      at += size;
    }
    assertThat(stream).hasToString(expected.toString());
    assertThat(sent).hasSize(10).allMatch(pong -> pong.equals(Bytes.fromHex("8a013f")));
  }

  @Test
  void all_three_forms_of_a_length_are_read_and_written() throws ProtocolException {
    for (int size : new int[] {0, 125, 126, 65_535, 65_536, MAX}) {
      stream.setLength(0);
      WebSocket from = WebSocket.ofClient(MAX, into -> System.arraycopy(MASK, 0, into, 0, 4));
      server.received(from.message(Bytes.wrap(new byte[size])), this);
      assertThat(stream).hasSize(size);
    }
  }

  @Requirement("W-005")
  void w005_text_ends_the_connection_with_1003() {
    assertThat(refused(WebSocketFrame.encode(WebSocketFrame.TEXT, bytes("hi"), MASK)))
        .isEqualTo(Malformed.WEBSOCKET_TEXT);
    assertThat(sent).containsExactly(Bytes.fromHex("880203eb"));
    assertThat(stream).isEmpty();
  }

  @Requirement("W-006")
  void w006_a_server_takes_masked_frames_only_and_a_client_others_only() {
    assertThat(refused(WebSocketFrame.encode(WebSocketFrame.BINARY, bytes("abcd"), null)))
        .isEqualTo(Malformed.WEBSOCKET_FRAME);
    assertThat(sent).containsExactly(Bytes.fromHex("880203ea"));
    WebSocket client = WebSocket.ofClient(MAX, new Random(1)::nextBytes);
    assertThatExceptionOfType(ProtocolException.class)
        .isThrownBy(() ->
            client.received(WebSocketFrame.encode(WebSocketFrame.BINARY, bytes("a"), MASK), this));
    assertThat(stream).isEmpty();
  }

  @Requirement("W-006")
  void w006_frames_that_the_rfc_forbids_are_refused() {
    List<String> forbidden =
        List.of(
            "c28001020304", // a reserved bit
            "838001020304", // an unknown kind
            "8b8001020304", // an unknown control frame
            "098001020304", // a control frame in fragments
            "89fe007e01020304", // a control frame of 126 bytes
            "808001020304", // a continuation of nothing
            "028001020304828001020304", // a message inside another one
            "82fe007d01020304", // a length not in its shortest form
            "82ff000000000000ffff01020304",
            "88810102030402"); // a closing code cut in half
    for (String one : forbidden) {
      assertThat(refused(Bytes.fromHex(one))).as(one).isEqualTo(Malformed.WEBSOCKET_FRAME);
    }
  }

  @Requirement("W-006")
  void w006_the_closing_handshake_gives_the_code_back() throws ProtocolException {
    Bytes closing = WebSocketFrame.closing(1001);
    server.received(WebSocketFrame.encode(WebSocketFrame.CLOSE, closing, MASK), this);
    assertThat(sent).containsExactly(Bytes.fromHex("880203e9"));
    assertThat(server.isFinished()).isTrue();
    assertThat(server.farewell()).isEqualTo(Bytes.EMPTY);
    server.received(WebSocketFrame.encode(WebSocketFrame.BINARY, bytes("abcd"), MASK), this);
    assertThat(stream).isEmpty();
  }

  @Requirement("W-006")
  void w006_who_closes_says_1000() {
    assertThat(server.farewell()).isEqualTo(Bytes.fromHex("880203e8"));
    assertThat(server.farewell()).isEqualTo(Bytes.EMPTY);
  }

  @Requirement({"W-009", "Z-013"})
  void w009_a_message_over_the_limit_is_refused_by_its_length() {
    assertThat(refused(Bytes.fromHex("82ff0000000000100004"))).isNull();
    assertThat(refused(Bytes.fromHex("82ff000000000010000401020304")))
        .isEqualTo(Malformed.WEBSOCKET_TOO_LONG);
    assertThat(refused(Bytes.fromHex("82ffffffffffffffffff01020304")))
        .isEqualTo(Malformed.WEBSOCKET_TOO_LONG);
    assertThat(sent).last().isEqualTo(Bytes.fromHex("880203f1"));
  }

  @Requirement({"W-009", "Z-014"})
  void w009_behind_a_broken_frame_every_piece_is_refused_alike() {
    var reader = new WebSocketReader(true, MAX);
    var nowhere =
        new WebSocketReader.To() {
          @Override
          public void data(Bytes piece) {}

          @Override
          public boolean control(int opcode, Bytes payload) {
            return true;
          }
        };
    for (int i = 0; i < 3; i++) {
      assertThatExceptionOfType(ProtocolException.class)
          .isThrownBy(() -> reader.read(Bytes.fromHex("82ffffffffffffffffff01020304"), nowhere))
          .extracting(ProtocolException::fault)
          .isEqualTo(Malformed.WEBSOCKET_TOO_LONG);
    }
  }

  @Requirement({"W-009", "Z-013"})
  void w009_fragments_without_end_are_refused_even_empty_ones() {
    Bytes more = fragment(0x00, "x".repeat(1024));
    assertThat(refused(endless(more, 1100))).isEqualTo(Malformed.WEBSOCKET_TOO_LONG);
    assertThat(refused(endless(fragment(0x00, ""), MAX / 4)))
        .isEqualTo(Malformed.WEBSOCKET_TOO_LONG);
  }

  private static Bytes endless(Bytes fragment, int count) {
    Bytes[] all = new Bytes[count + 1];
    Arrays.fill(all, fragment);
    all[0] = fragment(0x02, "");
    return Bytes.concat(all);
  }

  private static Bytes fragment(int first, String payload) {
    byte[] frame = WebSocketFrame.encode(WebSocketFrame.BINARY, bytes(payload), MASK).toArray();
    frame[0] = (byte) first;
    return Bytes.wrap(frame);
  }

  private static ClientWebSocket client() {
    Entropy entropy = new Random(7)::nextBytes;
    return new ClientWebSocket("kws2.example", WebPath.WEB_SOCKET, MAX, entropy);
  }

  private void upgrade(String request) throws ProtocolException {
    new ServerHttp(MAX).received(bytes(request), this);
  }

  private Fault refusedUpgrade(String part, String instead) {
    String request = HANDSHAKE.replace(part, instead);
    return assertThatExceptionOfType(ProtocolException.class)
        .isThrownBy(() -> upgrade(request))
        .actual()
        .fault();
  }

  private @Nullable Fault refused(Bytes wire) {
    try {
      WebSocket.ofServer(MAX).received(wire, this);
      return null;
    } catch (ProtocolException broken) {
      return broken.fault();
    }
  }

  @Override
  public void data(Bytes piece) {
    stream.append(text(piece));
  }

  @Override
  public void send(Bytes wire) {
    sent.add(wire);
  }

  @Override
  public void status(int status) {
    statuses.add(status);
  }

  @Override
  public void opened() {
    opened = true;
  }

  @Override
  public void message(Bytes body) {
    throw new AssertionError("no message is posted");
  }

  @Override
  public void upgraded(WebSocket socket, Bytes rest) {
    upgrades++;
  }
}
