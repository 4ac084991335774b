package io.mtlab.mtproto.endpoint;

import io.mtlab.mtproto.accounts.CodePolicy;
import io.mtlab.mtproto.bots.TokenPolicy;
import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.crypto.AuthKey;
import io.mtlab.mtproto.crypto.Direction;
import io.mtlab.mtproto.crypto.Mtproto2Cipher;
import io.mtlab.mtproto.crypto.RsaPrivateKey;
import io.mtlab.mtproto.dc.DcSettings;
import io.mtlab.mtproto.fault.ProtocolException;
import io.mtlab.mtproto.fault.Rules;
import io.mtlab.mtproto.handshake.ServerHandshake;
import io.mtlab.mtproto.machine.Address;
import io.mtlab.mtproto.machine.Channel;
import io.mtlab.mtproto.machine.Conn;
import io.mtlab.mtproto.machine.Event;
import io.mtlab.mtproto.machine.How;
import io.mtlab.mtproto.machine.Out;
import io.mtlab.mtproto.machine.Request;
import io.mtlab.mtproto.machine.Ticket;
import io.mtlab.mtproto.machine.Time;
import io.mtlab.mtproto.session.Container;
import io.mtlab.mtproto.session.Envelope;
import io.mtlab.mtproto.session.Gzip;
import io.mtlab.mtproto.session.Message;
import io.mtlab.mtproto.session.MessageIds;
import io.mtlab.mtproto.tl.TlObject;
import io.mtlab.mtproto.tl.TlObjects;
import io.mtlab.mtproto.tl.TlReader;
import io.mtlab.mtproto.tl.layers.Layers;
import io.mtlab.mtproto.tl.service.RpcResult;
import io.mtlab.mtproto.transport.ServerTransports;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A whole server to which a test writes each frame itself, over intermediate connections. */
final class RawGate implements Out {
  static final long SALT = 77;
  private static final RsaPrivateKey RSA = RsaPrivateKey.generate(Town.seeded(3));
  private static final Bytes TAG = Bytes.fromHex("eeeeeeee");
  private static final int LENGTH_BYTES = 4;

  final List<Conn> closed = new ArrayList<>();
  final List<Event> events = new ArrayList<>();
  final LocalServer server;
  final Mtproto2Cipher cipher = new Mtproto2Cipher(Town.seeded(8));
  long now = 1_767_225_600L * Time.SECOND;
  private final List<Sent> sent = new ArrayList<>();
  private final MessageIds ids = new MessageIds();
  private int contents;
  private long conns;

  private record Sent(Conn conn, Bytes frame) {}

  /** A client's key, session and connection. */
  record Line(AuthKey key, long session, Conn conn) {}

  RawGate() {
    this(ServerTransports.Settings.DEFAULT);
  }

  RawGate(ServerTransports.Settings transports) {
    var exchange = new ServerHandshake.Settings(List.of(RSA), Town.DC, Rules.STRICT);
    var domain =
        new DomainSettings(
            new CodePolicy.Fixed(Town.CODE), TokenPolicy.ANY, DcSettings.alone(Town.DC));
    server =
        new LocalServer(
            new ServerSettings(exchange, new Layers(), transports, AddressLimits.DEFAULT),
            Town.seeded(9),
            cipher,
            replies -> Domain.of(domain, Town.seeded(10), replies),
            this,
            now);
  }

  /** A connection with a session under the key of this number, which the server knows. */
  Line line(long keyNumber, long session) {
    AuthKey key = AuthKey.of(Town.seeded(keyNumber).bytes(AuthKey.SIZE));
    server.provision(new ClientSettings.Provision(key, SALT), now);
    Conn conn = new Conn(++conns);
    server.opened(conn, Town.PEER, now);
    server.received(conn, TAG, now);
    return new Line(key, session, conn);
  }

  /** A connection on which these bytes came, and nothing else. */
  Conn stranger(Bytes bytes) {
    Conn conn = new Conn(++conns);
    server.opened(conn, Town.PEER, now);
    if (!bytes.isEmpty()) {
      server.received(conn, bytes, now);
    }
    return conn;
  }

  long nextId() {
    return ids.nextOfClient(now);
  }

  /** Sends a message under a new id, which it returns. */
  long send(Line line, TlObject object, boolean content) {
    Message message =
        new Message(
            nextId(), content ? 2 * contents++ + 1 : 2 * contents, TlObjects.toBytes(object));
    send(line, message);
    return message.id();
  }

  void send(Line line, Message message) {
    Envelope envelope = new Envelope(SALT, line.session(), message);
    frame(line, envelope.seal(line.key(), Direction.TO_SERVER, cipher));
  }

  void frame(Line line, Bytes frame) {
    byte[] length = new byte[LENGTH_BYTES];
    for (int i = 0; i < LENGTH_BYTES; i++) {
      length[i] = (byte) (frame.size() >>> (8 * i));
    }
    server.received(line.conn(), Bytes.concat(Bytes.wrap(length), frame), now);
  }

  /** Time passes. */
  void run(long duration) {
    long end = now + duration;
    while (server.nextWake() <= end) {
      now = Math.max(now, server.nextWake());
      server.wake(now);
    }
    now = end;
  }

  /** What a line was sent since the last time, of one kind; results without their wrapping. */
  <T extends TlObject> List<T> take(Line line, Class<T> kind) {
    List<T> found = new ArrayList<>();
    for (Sent one : List.copyOf(sent)) {
      if (one.conn().equals(line.conn())) {
        sent.remove(one);
        for (TlObject object : objects(line, one.frame())) {
          if (kind.isInstance(object)) {
            found.add(kind.cast(object));
          }
        }
      }
    }
    return found;
  }

  /** What was written on a connection, byte by byte. */
  Bytes written(Conn conn) {
    return Bytes.concat(
        sent.stream()
            .filter(one -> one.conn().equals(conn))
            .map(Sent::frame)
            .toArray(Bytes[]::new));
  }

  private List<TlObject> objects(Line line, Bytes wire) {
    List<TlObject> objects = new ArrayList<>();
    try {
      Bytes frame = wire.from(LENGTH_BYTES);
      Envelope envelope = Envelope.open(line.key(), Direction.TO_CLIENT, frame, cipher);
      for (Message message : Container.unwrap(envelope.message())) {
        TlObject object = TlObjects.read(new TlReader(message.body()));
        objects.add(object instanceof RpcResult result ? result(result) : object);
      }
    } catch (ProtocolException impossible) {
      throw new AssertionError(impossible);
    }
    return objects;
  }

  private static TlObject result(RpcResult result) throws ProtocolException {
    Bytes body = result.result();
    return TlObjects.read(new TlReader(body.int32(0) == 0x3072cfa1 ? Gzip.unpack(body) : body));
  }

  @Override
  public void dial(Conn conn, Address to, Channel channel) {
    throw new AssertionError("servers dial nobody");
  }

  @Override
  public void transmit(Conn conn, Bytes bytes) {
    sent.add(new Sent(conn, bytes));
  }

  @Override
  public void startTls(Conn conn, @Nullable Address server, Bytes already) {
    throw new AssertionError("nobody wants TLS");
  }

  @Override
  public void close(Conn conn, How how) {
    closed.add(conn);
  }

  @Override
  public void ask(Ticket ticket, Request request) {
    throw new AssertionError("nobody is behind a whole server");
  }

  @Override
  public void happened(Event event) {
    events.add(event);
  }
}
