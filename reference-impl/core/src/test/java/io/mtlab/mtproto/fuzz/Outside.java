package io.mtlab.mtproto.fuzz;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.fault.ProtocolException;
import io.mtlab.mtproto.machine.Address;
import io.mtlab.mtproto.machine.Doorman;
import io.mtlab.mtproto.transport.ClientTransport;
import io.mtlab.mtproto.transport.Padding;
import io.mtlab.mtproto.transport.TransportSpec;
import io.mtlab.mtproto.transport.proxy.ProxyServer;
import io.mtlab.mtproto.transport.proxy.Tunnelled;
import io.mtlab.mtproto.transport.udp.UdpClient;
import io.mtlab.mtproto.transport.udp.UdpDoor;
import io.mtlab.mtproto.transport.udp.UdpServer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Datagrams, and what a proxy says before there is a connection. Of a datagram the input is what
 * stands behind the magic number: its kind, and what follows the token, which is always the right
 * one; it comes in two datagrams, cut in the middle.
 */
final class Outside {
  private static final Address FROM = new Address("192.0.2.1", 4711);
  private static final List<ProxyServer> PROXIES =
      List.of(
          ProxyServer.parse("socks5://proxy:1080"),
          ProxyServer.parse("socks5://user:password@proxy:1080"),
          ProxyServer.parse("http://proxy:3128"),
          ProxyServer.parse("http://user:password@proxy:3128"));

  /** Where the kind of a datagram stands, behind the magic number. */
  private static final int KIND_AT = 3;

  private Outside() {}

  static void udpServer(Bytes input) throws ProtocolException {
    UdpDoor door = new UdpDoor(Streams.entropy());
    UdpServer end = new UdpServer();
    Streams.Found found = new Streams.Found();
    Bytes token = welcome(door);
    door.received(input, FROM, Streams.NOW);
    for (Bytes datagram : datagrams(token, input)) {
      door.received(datagram, FROM, Streams.NOW);
      end.received(datagram, Streams.NOW, found);
    }
  }

  static void udpClient(Bytes input) {
    UdpClient client = new UdpClient(Streams.entropy());
    Streams.Found found = new Streams.Found();
    client.received(input, Streams.NOW, found);
    Bytes token = welcome(new UdpDoor(Streams.entropy()));
    client.received(token, Streams.NOW, found);
    for (Bytes datagram : datagrams(token, input)) {
      client.received(datagram, Streams.NOW, found);
    }
  }

  /** The server's answer to the hello of a client: magic number, kind and token. */
  private static Bytes welcome(UdpDoor door) {
    Streams.Found found = new Streams.Found();
    new UdpClient(Streams.entropy()).opened(Streams.NOW, found);
    if (door.received(found.sent.getFirst(), FROM, Streams.NOW)
        instanceof Doorman.Verdict.Reply reply) {
      return reply.datagram();
    }
    throw new IllegalStateException("no answer to a hello");
  }

  private static List<Bytes> datagrams(Bytes welcome, Bytes input) {
    int half = input.size() / 2;
    return List.of(
        datagram(welcome, input.slice(0, half)),
        datagram(welcome, input.from(half)),
        datagram(welcome, input));
  }

  private static Bytes datagram(Bytes welcome, Bytes input) {
    if (input.isEmpty()) {
      return welcome;
    }
    return Bytes.concat(
        welcome.slice(0, KIND_AT), input.slice(0, 1), welcome.from(KIND_AT + 1), input.from(1));
  }

  /** The first byte chooses the proxy. */
  static void proxy(Bytes input) throws ProtocolException {
    if (input.isEmpty()) {
      return;
    }
    var inside =
        new ClientTransport(
            TransportSpec.INTERMEDIATE, Streams.TO, Padding.UP_TO_15, Streams.entropy());
    ProxyServer proxy = PROXIES.get((input.at(0) & 0xff) % PROXIES.size());
    Tunnelled end = new Tunnelled(proxy, Streams.TO.server(), inside);
    Streams.Found found = new Streams.Found();
    end.opened(Streams.NOW, found);
    int half = (input.size() + 1) / 2;
    end.received(input.slice(1, half), Streams.NOW, found);
    end.received(input.from(half), Streams.NOW, found);
  }

  /** Right beginnings of what is told to a client by each kind of proxy. */
  static List<Bytes> proxyAnswers() {
    Bytes address = Bytes.fromHex("05000001c00002010438");
    Bytes name = Bytes.fromHex("0500000303616263" + "0438");
    byte[] ok = "HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    return List.of(
        Bytes.concat(Bytes.fromHex("000500"), address),
        Bytes.concat(Bytes.fromHex("0105020100"), name),
        Bytes.concat(Bytes.fromHex("02"), Bytes.wrap(ok)),
        Bytes.concat(Bytes.fromHex("03"), Bytes.wrap(ok), Bytes.fromHex("04000000deadbeef")));
  }

  /** One whole fragment, the two halves of another, a challenge, an end. */
  static List<Bytes> datagrams() {
    String whole = "03" + "00000000" + "00000100" + "0102030405060708090a0b0c0d0e0f10";
    String first = "03" + "01000000" + "00000200" + "0102030405060708";
    String second = "03" + "01000000" + "01000200" + "090a0b0c0d0e0f10";
    return List.of(
        Bytes.fromHex(whole),
        Bytes.fromHex(first + second),
        Bytes.fromHex("04" + "00".repeat(16)),
        Bytes.fromHex("06"));
  }
}
