package io.mtlab.mtproto.transport.udp;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.crypto.Entropy;
import io.mtlab.mtproto.machine.Address;
import io.mtlab.mtproto.machine.Doorman;
import io.mtlab.mtproto.transport.udp.AddressMac.Label;
import io.mtlab.mtproto.transport.udp.Datagram.Kind;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A server's one UDP port. It remembers connections only, each of which has shown that it receives
 * at its address; to all others it answers less than it got, or nothing.
 */
public final class UdpDoor implements Doorman {
  /** So many connections at once; beyond, new ones are not made. */
  static final int CONNECTIONS_MAX = 1 << 17;

  private static final Verdict DROP = new Verdict.Drop();

  private final AddressMac mac;

  /** Looked up, never walked. */
  private final Map<Bytes, Known> byToken = new HashMap<>();

  private final Map<Long, Bytes> tokens = new HashMap<>();
  private long connections;

  private static final class Known {
    final long connection;
    Address at;

    Known(long connection, Address at) {
      this.connection = connection;
      this.at = at;
    }
  }

  /** A door without connections, with a secret of its own. */
  public UdpDoor(Entropy entropy) {
    mac = new AddressMac(entropy);
  }

  @Override
  public Verdict received(Bytes wire, Address from, long now) {
    Datagram datagram = Datagram.read(wire);
    if (datagram == null) {
      return DROP;
    }
    Known known = byToken.get(datagram.token());
    return switch (datagram.kind()) {
      case HELLO -> reply(wire, token(datagram.token(), from, now));
      case FRAGMENT -> fragment(datagram, known, wire, from, now);
      case PROOF -> proof(datagram, known, from, now);
      case END -> known != null && known.at.equals(from) ? belongs(known) : DROP;
      case TOKEN, CHALLENGE -> DROP;
    };
  }

  @Override
  public void ended(long connection) {
    Bytes token = tokens.remove(connection);
    if (token != null) {
      byToken.remove(token);
    }
  }

  /** How many connections there are. */
  public int connections() {
    return byToken.size();
  }

  private Datagram token(Bytes hello, Address from, long now) {
    Bytes client = hello.slice(0, Datagram.CLIENT_BYTES);
    return Datagram.of(Kind.TOKEN, Bytes.concat(client, mac.make(Label.TOKEN, client, from, now)));
  }

  private Verdict fragment(
      Datagram datagram, @Nullable Known known, Bytes wire, Address from, long now) {
    Bytes token = datagram.token();
    if (known == null) {
      Bytes client = token.slice(0, Datagram.CLIENT_BYTES);
      Bytes made = token.from(Datagram.CLIENT_BYTES);
      boolean good = mac.holds(made, Label.TOKEN, client, from, now);
      return good && byToken.size() < CONNECTIONS_MAX
          ? belongs(newConnection(token, from))
          : reply(wire, Datagram.of(Kind.END, token));
    }
    if (known.at.equals(from)) {
      return belongs(known);
    }
    Bytes challenge = mac.make(Label.CHALLENGE, token, from, now);
    return reply(wire, new Datagram(Kind.CHALLENGE, token, challenge));
  }

  private Verdict proof(Datagram datagram, @Nullable Known known, Address from, long now) {
    if (known == null
        || !mac.holds(datagram.rest(), Label.CHALLENGE, datagram.token(), from, now)) {
      return DROP;
    }
    known.at = from;
    return belongs(known);
  }

  private Known newConnection(Bytes token, Address at) {
    Known made = new Known(++connections, at);
    Bytes kept = Bytes.copyOf(token.toArray()); // not the whole datagram
    byToken.put(kept, made);
    tokens.put(made.connection, kept);
    return made;
  }

  private static Verdict belongs(Known known) {
    return new Verdict.Belongs(known.connection);
  }

  /** Nobody is ever sent more than was got. */
  private static Verdict reply(Bytes got, Datagram answer) {
    Bytes wire = answer.write();
    return wire.size() <= got.size() ? new Verdict.Reply(wire) : DROP;
  }
}
