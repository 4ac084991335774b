package io.mtlab.simulator.world;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.machine.Address;
import io.mtlab.mtproto.machine.Answer;
import io.mtlab.mtproto.machine.Cause;
import io.mtlab.mtproto.machine.Channel;
import io.mtlab.mtproto.machine.Conn;
import io.mtlab.mtproto.machine.How;
import io.mtlab.mtproto.machine.Machine;
import io.mtlab.mtproto.machine.Out;
import io.mtlab.mtproto.machine.Peer;
import io.mtlab.mtproto.machine.Push;
import io.mtlab.mtproto.machine.Ticket;
import io.mtlab.mtproto.machine.Time;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** A proxy for SOCKS5 and HTTP CONNECT, told apart by the first byte, as some in use do. */
final class PlayedProxy implements Machine {
  private static final long FIRST_DIALLED = 1L << 40;
  private static final int SOCKS = 5;

  /** Where clients wanted to get, in order. */
  final List<Address> wanted = new ArrayList<>();

  private final Out out;
  private final @Nullable String credentials;
  private final SequencedMap<Conn, Client> clients = new LinkedHashMap<>();
  private final SequencedMap<Conn, Client> servers = new LinkedHashMap<>();
  private long dialled = FIRST_DIALLED;

  /** What a client has said so far, and what was found for it. */
  private static final class Client {
    final Conn conn;
    Bytes said = Bytes.EMPTY;
    boolean greeted;
    boolean known;
    boolean socks;
    @Nullable Conn server;

    Client(Conn conn) {
      this.conn = conn;
    }
  }

  /**
   * A proxy.
   *
   * @param credentials {@code USER:PASSWORD} that it asks for; null to let everybody through
   */
  PlayedProxy(Out out, @Nullable String credentials) {
    this.out = out;
    this.credentials = credentials;
  }

  @Override
  public void opened(Conn conn, Peer peer, long now) {
    Client through = servers.get(conn);
    if (through == null) {
      clients.put(conn, new Client(conn));
    } else if (through.socks) {
      out.transmit(through.conn, Bytes.fromHex("0500000100000000" + "0000"));
    } else {
      say(through, "HTTP/1.1 200 Connection established\r\nVia: 1.1 played\r\n\r\n");
    }
  }

  @Override
  public void received(Conn conn, Bytes bytes, long now) {
    Client through = servers.get(conn);
    Client client = clients.get(conn);
    if (through != null) {
      out.transmit(through.conn, bytes);
    } else if (client != null && client.server != null) {
      out.transmit(client.server, bytes);
    } else if (client != null) {
      client.said = Bytes.concat(client.said, bytes);
      client.socks |= client.said.at(0) == SOCKS;
      if (client.socks) {
        socks(client);
      } else {
        connect(client);
      }
    }
  }

  private void socks(Client client) {
    Bytes said = client.said;
    if (!client.greeted) {
      client.greeted = true;
      client.known = credentials == null;
      boolean offered = said.toHex().endsWith("0002");
      out.transmit(client.conn, Bytes.fromHex(client.known ? "0500" : offered ? "0502" : "05ff"));
    } else if (!client.known) {
      int user = said.at(1);
      String both = text(said.slice(2, 2 + user)) + ":" + text(said.from(3 + user));
      client.known = both.equals(credentials);
      out.transmit(client.conn, Bytes.fromHex(client.known ? "0100" : "0101"));
    } else {
      int port = ((said.at(said.size() - 2) & 0xff) << 8) | (said.at(said.size() - 1) & 0xff);
      Bytes host = said.slice(4, said.size() - 2);
      String named =
          switch (said.at(3)) {
            case 1 -> host.at(0) + "." + host.at(1) + "." + host.at(2) + "." + host.at(3);
            case 3 -> text(host.from(1));
            default -> "::1"; // the only one that is asked for here
          };
      dial(client, new Address(named, port));
    }
    client.said = Bytes.EMPTY;
  }

  private void connect(Client client) {
    String said = text(client.said);
    if (!said.endsWith("\r\n\r\n")) {
      return;
    }
    String basic =
        credentials == null
            ? ""
            : Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
    if (!said.contains(credentials == null ? "" : "Proxy-Authorization: Basic " + basic + "\r\n")) {
      say(client, "HTTP/1.1 407 Who are you\r\nContent-Length: 2\r\n\r\nno");
      out.close(client.conn, How.FIN);
      return;
    }
    String authority = said.split(" ", -1)[1];
    int colon = authority.lastIndexOf(':');
    String host = authority.substring(0, colon).replace("[", "").replace("]", "");
    client.said = Bytes.EMPTY;
    dial(client, new Address(host, Integer.parseInt(authority.substring(colon + 1))));
  }

  private void dial(Client client, Address to) {
    wanted.add(to);
    Conn server = new Conn(dialled++);
    client.server = server;
    servers.put(server, client);
    out.dial(server, to, Channel.STREAM);
  }

  private void say(Client client, String text) {
    out.transmit(client.conn, Bytes.wrap(text.getBytes(StandardCharsets.ISO_8859_1)));
  }

  private static String text(Bytes bytes) {
    return new String(bytes.toArray(), StandardCharsets.UTF_8);
  }

  @Override
  public void closed(Conn conn, Cause cause, long now) {
    Client client = clients.remove(conn);
    if (client != null && client.server != null) {
      servers.remove(client.server);
      out.close(client.server, How.FIN);
    }
    Client through = servers.remove(conn);
    if (through != null) {
      clients.remove(through.conn);
      if (through.socks && cause == Cause.REFUSED) {
        out.transmit(through.conn, Bytes.fromHex("05050001000000000000"));
      }
      out.close(through.conn, How.FIN);
    }
  }

  @Override
  public void answered(Ticket ticket, Answer answer, long now) {
    throw new AssertionError("a proxy asks nobody");
  }

  @Override
  public void pushed(Push push, long now) {
    throw new AssertionError("nobody pushes to a proxy");
  }

  @Override
  public void wake(long now) {}

  @Override
  public long nextWake() {
    return Time.NEVER;
  }
}
