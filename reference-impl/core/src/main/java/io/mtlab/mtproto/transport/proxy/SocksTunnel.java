package io.mtlab.mtproto.transport.proxy;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.fault.ProtocolException;
import io.mtlab.mtproto.fault.ProxyFailed;
import io.mtlab.mtproto.machine.Address;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A SOCKS5 proxy: the methods, perhaps a name and a password, then the question for the server.
 * Names of servers are resolved by the proxy.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc1928">RFC 1928</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc1929">RFC 1929</a>
 */
final class SocksTunnel implements Tunnel {
  private static final int VERSION = 5;
  private static final int CREDENTIALS_VERSION = 1;
  private static final int NO_CREDENTIALS = 0;
  private static final int CREDENTIALS = 2;
  private static final int NO_METHOD = 0xff;
  private static final int CONNECT = 1;
  private static final int IPV4 = 1;
  private static final int NAME = 3;
  private static final int IPV6 = 4;
  private static final int IPV4_BYTES = 4;
  private static final int IPV6_BYTES = 16;
  private static final int NAME_BYTES_MAX = 255;
  private static final int PORT_BYTES = 2;

  /** Version, answer, a zero, the kind of the address; the address and the port follow. */
  private static final int ADDRESS_AT = 4;

  /** What the proxy answers next. */
  private enum Await {
    METHOD,
    CREDENTIALS,
    SERVER
  }

  private final Address server;
  private final ProxyServer.@Nullable Credentials credentials;
  private Await await = Await.METHOD;
  private Bytes held = Bytes.EMPTY;

  /**
   * For a fresh connection.
   *
   * @param server its host an IP address, or a name of at most 255 bytes
   */
  SocksTunnel(Address server, ProxyServer.@Nullable Credentials credentials) {
    this.server = server;
    this.credentials = credentials;
  }

  /** Only what the client has is offered. */
  @Override
  public Bytes opening() {
    return credentials == null
        ? bytes(VERSION, 1, NO_CREDENTIALS)
        : bytes(VERSION, 2, NO_CREDENTIALS, CREDENTIALS);
  }

  @Override
  public Step received(Bytes bytes) throws ProtocolException {
    held = held.isEmpty() ? bytes : Bytes.concat(held, bytes);
    return switch (await) {
      case METHOD -> held.size() < 2 ? Step.WAIT : method(take(2));
      case CREDENTIALS -> held.size() < 2 ? Step.WAIT : judged(take(2));
      case SERVER -> reached();
    };
  }

  /** The proxy answers question by question: what comes beside an answer is none. */
  private Bytes take(int count) throws ProtocolException {
    if (held.size() > count) {
      throw new ProtocolException(ProxyFailed.PROXY_ANSWER);
    }
    Bytes taken = held;
    held = Bytes.EMPTY;
    return taken;
  }

  private Step method(Bytes answer) throws ProtocolException {
    expect(answer, VERSION);
    int method = answer.at(1) & 0xff;
    if (method == NO_METHOD) {
      throw new ProtocolException(ProxyFailed.PROXY_CREDENTIALS);
    }
    if (method == NO_CREDENTIALS) {
      await = Await.SERVER;
      return new Step(question(), false);
    }
    if (method != CREDENTIALS || credentials == null) {
      throw new ProtocolException(ProxyFailed.PROXY_ANSWER);
    }
    await = Await.CREDENTIALS;
    var said = new ByteArrayOutputStream();
    said.write(CREDENTIALS_VERSION);
    string(credentials.user(), said);
    string(credentials.password(), said);
    return new Step(Bytes.wrap(said.toByteArray()), false);
  }

  private Step judged(Bytes answer) throws ProtocolException {
    expect(answer, CREDENTIALS_VERSION);
    if (answer.at(1) != 0) {
      throw new ProtocolException(ProxyFailed.PROXY_CREDENTIALS);
    }
    await = Await.SERVER;
    return new Step(question(), false);
  }

  private Step reached() throws ProtocolException {
    if (held.size() >= 2) {
      expect(held, VERSION);
      if (held.at(1) != 0) {
        throw new ProtocolException(ProxyFailed.PROXY_REFUSED);
      }
    }
    if (held.size() <= ADDRESS_AT) {
      return Step.WAIT;
    }
    // where the proxy dials from is nobody's business here
    int addressBytes =
        switch (held.at(ADDRESS_AT - 1)) {
          case IPV4 -> IPV4_BYTES;
          case IPV6 -> IPV6_BYTES;
          case NAME -> 1 + (held.at(ADDRESS_AT) & 0xff);
          default -> throw new ProtocolException(ProxyFailed.PROXY_ANSWER);
        };
    int answerBytes = ADDRESS_AT + addressBytes + PORT_BYTES;
    if (held.size() < answerBytes) {
      return Step.WAIT;
    }
    take(answerBytes);
    return Step.STANDS;
  }

  private static void expect(Bytes answer, int version) throws ProtocolException {
    if (answer.at(0) != version) {
      throw new ProtocolException(ProxyFailed.PROXY_ANSWER);
    }
  }

  private Bytes question() {
    var question = new ByteArrayOutputStream();
    question.writeBytes(new byte[] {VERSION, CONNECT, 0});
    byte[] numbers = IpAddress.bytes(server.host());
    if (numbers == null) {
      question.write(NAME);
      string(server.host(), question);
    } else {
      question.write(numbers.length == IPV4_BYTES ? IPV4 : IPV6);
      question.writeBytes(numbers);
    }
    question.write(server.port() >> 8);
    question.write(server.port());
    return Bytes.wrap(question.toByteArray());
  }

  private static void string(String text, ByteArrayOutputStream to) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    if (utf8.length > NAME_BYTES_MAX) {
      throw new IllegalArgumentException("a name of " + utf8.length + " bytes");
    }
    to.write(utf8.length);
    to.writeBytes(utf8);
  }

  private static Bytes bytes(int... values) {
    byte[] all = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      all[i] = (byte) values[i];
    }
    return Bytes.wrap(all);
  }
}
