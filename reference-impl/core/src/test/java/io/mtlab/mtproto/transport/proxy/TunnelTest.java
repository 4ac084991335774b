package io.mtlab.mtproto.transport.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.fault.ProtocolException;
import io.mtlab.mtproto.fault.ProxyFailed;
import io.mtlab.mtproto.machine.Address;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said to proxies, byte by byte, and what of their answers is believed. */
final class TunnelTest {
  private static final Address SERVER = new Address("149.154.167.50", 443);
  private static final String SOCKS_QUESTION = "05010001" + "959aa732" + "01bb";
  private static final String REACHED = "05000001" + "7f000001" + "1f90";

  @Test
  void socks_without_credentials_offers_none() throws ProtocolException {
    Tunnel tunnel = tunnel("socks5://proxy:1080", SERVER);
    assertThat(tunnel.opening().toHex()).isEqualTo("050100");
    assertThat(answers(tunnel, "0500", REACHED)).containsExactly(SOCKS_QUESTION, "stands");
  }

  @Test
  void socks_with_credentials_tells_them_when_it_is_asked() throws ProtocolException {
    Tunnel tunnel = tunnel("socks5://me:pw@proxy:1080", SERVER);
    assertThat(tunnel.opening().toHex()).isEqualTo("05020002");
    assertThat(answers(tunnel, "0502", "0100", REACHED))
        .containsExactly("01026d65027077", SOCKS_QUESTION, "stands");

    Tunnel notAsked = tunnel("socks5://me:pw@proxy:1080", SERVER);
    assertThat(answers(notAsked, "0500", REACHED)).containsExactly(SOCKS_QUESTION, "stands");
  }

  @ParameterizedTest
  @CsvSource({
    "example.org, 030b6578616d706c652e6f7267",
    "::1, 0400000000000000000000000000000001",
    "2001:67c:4e8:f002::a, 042001067c04e8f002000000000000000a",
    "1.2.3, 0305312e322e33",
    "1.2.3.256, 0309312e322e332e323536",
    "::ffff:1.2.3.4, 030e3a3a666666663a312e322e332e34"
  })
  void socks_takes_addresses_by_their_numbers_and_leaves_names_to_the_proxy(
      String host, String said) throws ProtocolException {
    Tunnel tunnel = tunnel("socks5://proxy:1080", new Address(host, 80));
    assertThat(answers(tunnel, "0500")).containsExactly("050100" + said + "0050");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        REACHED,
        "05000003" + "03616263" + "0050",
        "05000004" + "00000000000000000000000000000001" + "0050"
      })
  void socks_reads_each_kind_of_address_however_it_is_cut(String reached) throws ProtocolException {
    Tunnel tunnel = tunnel("socks5://proxy:1080", SERVER);
    List<String> bytes = new ArrayList<>(List.of("0500"));
    for (int i = 0; i < reached.length(); i += 2) {
      bytes.add(reached.substring(i, i + 2));
    }
    assertThat(answers(tunnel, bytes.toArray(String[]::new)))
        .containsExactly(SOCKS_QUESTION, "stands");
  }

  @ParameterizedTest
  @CsvSource({
    "0400, PROXY_ANSWER",
    "4854, PROXY_ANSWER",
    "0502, PROXY_ANSWER", // wants what was not offered
    "0501, PROXY_ANSWER",
    "05ff, PROXY_CREDENTIALS",
    "0500 0501, PROXY_REFUSED",
    "0500 05050001000000000000, PROXY_REFUSED",
    "0500 04000001000000000000, PROXY_ANSWER",
    "0500 05000002000000000000, PROXY_ANSWER",
    "050005, PROXY_ANSWER", // speaks before it is asked
    "0500 0500000100000000000016, PROXY_ANSWER" // nobody behind it speaks first
  })
  void socks_says_what_is_wrong(String answers, ProxyFailed fault) {
    Tunnel tunnel = tunnel("socks5://proxy:1080", SERVER);
    refuses(tunnel, fault, answers.split(" ", -1));
  }

  @ParameterizedTest
  @CsvSource({"0502 0101, PROXY_CREDENTIALS", "0502 0500, PROXY_ANSWER"})
  void socks_says_who_was_not_let_in(String answers, ProxyFailed fault) {
    refuses(tunnel("socks5://me:pw@proxy:1080", SERVER), fault, answers.split(" ", -1));
  }

  @Test
  void connect_asks_once_with_its_credentials() throws ProtocolException {
    Tunnel tunnel = tunnel("http://Aladdin:open%20sesame@proxy:8080", new Address("::1", 443));
    assertThat(text(tunnel.opening()))
        .isEqualTo(
            String.join(
                "\r\n",
                "CONNECT [::1]:443 HTTP/1.1",
                "Host: [::1]:443",
                "Proxy-Authorization: Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==",
                "",
                ""));
    assertThat(text(tunnel("http://proxy:8080", SERVER).opening()))
        .isEqualTo("CONNECT 149.154.167.50:443 HTTP/1.1\r\nHost: 149.154.167.50:443\r\n\r\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 200 Connection established\r\n\r\n",
        "HTTP/1.0 200 OK\r\nProxy-agent: some\r\n\r\n",
        "HTTP/1.1 204 \r\nContent-Length: 7\r\n\r\n"
      })
  void connect_stands_after_any_2xx_however_it_is_cut(String answer) throws ProtocolException {
    Tunnel tunnel = tunnel("http://proxy:8080", SERVER);
    Tunnel.Step last = Tunnel.Step.WAIT;
    for (int i = 0; i < answer.length(); i++) {
      assertThat(last.stands()).isFalse();
      last = tunnel.received(bytes(answer.substring(i, i + 1)));
    }
    assertThat(last.stands()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "HTTP/1.1 407 Who|Proxy-Authenticate: Basic||, PROXY_CREDENTIALS",
    "HTTP/1.1 403 No||, PROXY_REFUSED",
    "HTTP/1.1 502 Bad Gateway|Content-Length: 2||no, PROXY_REFUSED",
    "HTTP/1.1 100 Continue||, PROXY_REFUSED",
    "HTTP/1.1 200 OK||more, PROXY_ANSWER",
    "HTTP/2 200||, PROXY_ANSWER",
    "SSH-2.0-OpenSSH||, PROXY_ANSWER"
  })
  void connect_says_what_is_wrong(String answer, ProxyFailed fault) {
    Tunnel tunnel = tunnel("http://proxy:8080", SERVER);
    assertThatExceptionOfType(ProtocolException.class)
        .isThrownBy(() -> tunnel.received(bytes(answer.replace("|", "\r\n"))))
        .satisfies(thrown -> assertThat(thrown.fault()).isEqualTo(fault));
  }

  @Test
  void connect_bounds_an_answer_without_end() {
    Tunnel tunnel = tunnel("http://proxy:8080", SERVER);
    Bytes endless = bytes("HTTP/1.1 200 OK\r\nX: " + "a".repeat(1000));
    assertThatExceptionOfType(ProtocolException.class)
        .isThrownBy(() -> {
          for (int i = 0; i < 10; i++) {
            tunnel.received(endless);
          }
        })
        .satisfies(thrown -> assertThat(thrown.fault()).isEqualTo(ProxyFailed.PROXY_ANSWER));
  }

  private static Tunnel tunnel(String proxy, Address server) {
    return ProxyServer.parse(proxy).tunnelTo(server);
  }

  /** What the tunnel says to each answer, in hexadecimal digits; {@code stands} at its end. */
  private static List<String> answers(Tunnel tunnel, String... answers) throws ProtocolException {
    List<String> said = new ArrayList<>();
    for (String answer : answers) {
      Tunnel.Step step = tunnel.received(Bytes.fromHex(answer));
      if (!step.answer().isEmpty()) {
        said.add(step.answer().toHex());
      }
      if (step.stands()) {
        said.add("stands");
      }
    }
    return said;
  }

  private static void refuses(Tunnel tunnel, ProxyFailed fault, String... answers) {
    assertThatExceptionOfType(ProtocolException.class)
        .isThrownBy(() -> answers(tunnel, answers))
        .satisfies(thrown -> assertThat(thrown.fault()).isEqualTo(fault));
  }

  private static Bytes bytes(String text) {
    return Bytes.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  private static String text(Bytes bytes) {
    return new String(bytes.toArray(), StandardCharsets.ISO_8859_1);
  }
}
