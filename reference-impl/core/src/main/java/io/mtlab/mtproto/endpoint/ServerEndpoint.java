package io.mtlab.mtproto.endpoint;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.crypto.AuthKey;
import io.mtlab.mtproto.crypto.Direction;
import io.mtlab.mtproto.crypto.Entropy;
import io.mtlab.mtproto.crypto.MessageCipher;
import io.mtlab.mtproto.crypto.Sha;
import io.mtlab.mtproto.domain.Asker;
import io.mtlab.mtproto.domain.Audience;
import io.mtlab.mtproto.domain.Delivery;
import io.mtlab.mtproto.domain.DomainAnswer;
import io.mtlab.mtproto.domain.DomainRequest;
import io.mtlab.mtproto.fault.PeerMisbehaved;
import io.mtlab.mtproto.fault.ProtocolException;
import io.mtlab.mtproto.fault.Rules;
import io.mtlab.mtproto.handshake.Agreed;
import io.mtlab.mtproto.handshake.ServerHandshake;
import io.mtlab.mtproto.machine.Answer;
import io.mtlab.mtproto.machine.Cause;
import io.mtlab.mtproto.machine.Conn;
import io.mtlab.mtproto.machine.Event;
import io.mtlab.mtproto.machine.How;
import io.mtlab.mtproto.machine.Machine;
import io.mtlab.mtproto.machine.Out;
import io.mtlab.mtproto.machine.Peer;
import io.mtlab.mtproto.machine.Push;
import io.mtlab.mtproto.machine.Ticket;
import io.mtlab.mtproto.rpc.Responder;
import io.mtlab.mtproto.session.Envelope;
import io.mtlab.mtproto.session.Observer;
import io.mtlab.mtproto.session.server.ServerSalts;
import io.mtlab.mtproto.session.server.ServerSession;
import io.mtlab.mtproto.tl.TlObjects;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The gate of a server: connections, keys and sessions. What a method does is asked of the domain
 * behind it ({@link DomainRequest}); what the domain says unasked goes to the sessions of its
 * audience ({@link Delivery}).
 */
public final class ServerEndpoint implements Machine {
  private final ServerSettings settings;
  private final Entropy entropy;
  private final MessageCipher cipher;
  private final Out out;
  private final Sha sha = new Sha();
  private final Alarms alarms;
  private final Online online = new Online();
  // looked up, never walked
  private final Map<Conn, GateConnection> connections = new HashMap<>();
  private final Map<Long, GateKey> keys = new HashMap<>();
  private final Map<Long, List<Waiting>> lookedUp = new HashMap<>();
  private final Map<Ticket, Pending> pending = new HashMap<>();
  private List<GateSession> touched = new ArrayList<>();
  private List<GateSession> flushing = new ArrayList<>();
  private Observer observer = Observer.NONE;
  private long tickets;
  private long now;

  /** A frame that waits for its key. */
  private record Waiting(GateConnection connection, Bytes frame) {}

  /** What an answer is waited for. */
  private sealed interface Pending {
    record Query(GateSession session, long messageId) implements Pending {}

    record Key(long keyId) implements Pending {}

    record Provisioned() implements Pending {}

    record Keep(GateConnection connection, Agreed agreed) implements Pending {}
  }

  /** A gate without connections. */
  public ServerEndpoint(
      ServerSettings settings, Entropy entropy, MessageCipher cipher, Out out, long now) {
    this.settings = settings;
    this.entropy = entropy;
    this.cipher = cipher;
    this.out = out;
    this.now = now;
    this.alarms = new Alarms(now);
  }

  @Override
  public void opened(Conn conn, Peer peer, long at) {
    now = at;
    connections.put(conn, new GateConnection(this, conn, at));
  }

  @Override
  public void received(Conn conn, Bytes bytes, long at) {
    now = at;
    GateConnection connection = connections.get(conn);
    if (connection != null) {
      connection.received(bytes, at);
    }
    flush();
  }

  /** A frame under a key. */
  void received(GateConnection from, Bytes frame, long at) throws ProtocolException {
    long keyId = frame.int64(0);
    GateKey key = keys.get(keyId);
    if (key != null) {
      received(from, key, frame, at);
      return;
    }
    from.await();
    List<Waiting> others = lookedUp.get(keyId);
    if (others == null) {
      others = new ArrayList<>(1);
      lookedUp.put(keyId, others);
      ask(new Pending.Key(keyId), new DomainRequest.FindKey(keyId));
    }
    others.add(new Waiting(from, frame));
  }

  private void received(GateConnection from, GateKey key, Bytes frame, long at)
      throws ProtocolException {
    Envelope envelope = Envelope.open(key.key(), Direction.TO_SERVER, frame, cipher);
    key.session(envelope.sessionId()).received(from, envelope, at);
  }

  @Override
  public void closed(Conn conn, Cause cause, long at) {
    now = at;
    GateConnection connection = connections.remove(conn);
    if (connection != null) {
      connection.ended(at);
    }
    flush();
  }

  @Override
  public void answered(Ticket ticket, Answer answer, long at) {
    now = at;
    Pending asked = pending.remove(ticket);
    switch (asked) {
      case null -> throw new IllegalStateException("an answer that nobody waits for: " + ticket);
      case Pending.Query query -> answered(query, answer);
      case Pending.Key key -> found(key.keyId(), answer);
      case Pending.Keep keep -> kept(keep, answer);
      case Pending.Provisioned _ -> {}
    }
    flush();
  }

  private void answered(Pending.Query query, Answer answer) {
    switch (answer) {
      case DomainAnswer.Result result -> {
        result.signedIn().ifPresent(query.session().key()::signedIn);
        query.session().answer(query.messageId(), TlObjects.toBytes(result.result()), now);
      }
      case DomainAnswer.Refused refused ->
          query.session().refuse(query.messageId(), refused.error(), now);
      default -> throw new IllegalStateException("no answer to a query: " + answer);
    }
  }

  private void found(long keyId, Answer answer) {
    List<Waiting> waiting = lookedUp.remove(keyId);
    GateKey key = null;
    if (answer instanceof DomainAnswer.KeyFound found) {
      key = remember(found.key(), found.serverSalt(), now);
      key.signedIn(found.userId());
    }
    for (Waiting one : waiting == null ? List.<Waiting>of() : waiting) {
      one.connection().awaited();
      try {
        if (key == null) {
          throw new ProtocolException(PeerMisbehaved.UNKNOWN_AUTH_KEY);
        }
        if (!one.connection().isClosed()) {
          received(one.connection(), key, one.frame(), now);
        }
      } catch (ProtocolException broken) {
        one.connection().react(broken);
      }
    }
  }

  /** The key is durable: only now may the client hear that it counts. */
  private void kept(Pending.Keep keep, Answer answer) {
    AuthKey key = keep.agreed().key();
    if (answer instanceof DomainAnswer.KeyKept) {
      remember(key, keep.agreed().serverSalt(), now);
      happened(new ServerEvent.KeyAgreed());
      keep.connection().decide(key.id(), ServerHandshake.Decision.KEEP, now);
    } else {
      keep.connection().decide(key.id(), ServerHandshake.Decision.TAKEN, now);
    }
  }

  private GateKey remember(AuthKey key, long salt, long madeAt) {
    var salts = new ServerSalts(key, sha, salt, madeAt);
    GateKey remembered = new GateKey(this, key, salts, new Responder(settings.layer()));
    keys.put(key.id(), remembered);
    return remembered;
  }

  @Override
  public void pushed(Push push, long at) {
    now = at;
    if (!(push instanceof Delivery delivery)) {
      throw new IllegalStateException("a gate is told of deliveries only: " + push);
    }
    Bytes body = TlObjects.toBytes(delivery.updates()); // once for all of the audience
    switch (delivery.audience()) {
      case Audience.OneUser one -> {
        for (GateSession session : online.of(one.userId())) {
          if (one.reaches(session.key().key().id(), session.id())) {
            session.push(body, at);
          }
        }
      }
      case Audience.Users many ->
          many.users()
              .forEach(user -> {
                if (user != many.exceptUserId()) {
                  online.of(user).forEach(session -> session.push(body, at));
                }
              });
    }
    flush();
  }

  @Override
  public void wake(long at) {
    now = at;
    alarms.wake(at);
    flush();
  }

  @Override
  public long nextWake() {
    return alarms.nextWake();
  }

  /** Keeps a key that both sides have from elsewhere. */
  void provision(ClientSettings.Provision key, long at) {
    now = at;
    ask(new Pending.Provisioned(), new DomainRequest.KeepKey(key.key(), key.serverSalt(), 0));
  }

  /** Lets somebody hear of single messages; before the first connection. */
  public void observe(Observer by) {
    observer = by;
  }

  /** How many connections stand. */
  public int connections() {
    return connections.size();
  }

  private void flush() {
    List<GateSession> ready = touched;
    touched = flushing;
    flushing = ready;
    for (GateSession session : ready) {
      session.flush(now);
    }
    ready.clear();
  }

  private void ask(Pending what, DomainRequest request) {
    Ticket ticket = new Ticket(++tickets);
    pending.put(ticket, what);
    out.ask(ticket, request);
  }

  // what the connections, keys and sessions of this gate need of it

  long now() {
    return now;
  }

  Rules rules() {
    return settings.exchange().rules();
  }

  Observer observer() {
    return observer;
  }

  Alarms alarms() {
    return alarms;
  }

  Online online() {
    return online;
  }

  void touched(GateSession session) {
    touched.add(session);
  }

  void transmit(Conn conn, Bytes bytes) {
    out.transmit(conn, bytes);
  }

  void close(Conn conn, How how) {
    connections.remove(conn);
    out.close(conn, how);
  }

  void happened(Event event) {
    out.happened(event);
  }

  void forget(GateKey key) {
    keys.remove(key.key().id());
  }

  ServerSession newSession(long id, GateKey key, ServerSession.Out to) {
    return new ServerSession(id, key.key(), key.salts(), cipher, entropy, to);
  }

  ServerHandshake newExchange(ServerHandshake.Out to) {
    return new ServerHandshake(settings.exchange(), entropy, to);
  }

  /** A key was made on a connection: may it be kept? */
  void agreed(GateConnection connection, Agreed agreed) {
    ask(
        new Pending.Keep(connection, agreed),
        new DomainRequest.KeepKey(agreed.key(), agreed.serverSalt(), agreed.expiresAt()));
  }

  /** A query of a session, wrappers and all. */
  void query(GateSession session, long messageId, Bytes body) {
    switch (session.key().responder().received(body)) {
      case Responder.Verdict.Refuse refuse -> session.refuse(messageId, refuse.error(), now);
      case Responder.Verdict.Execute execute -> {
        if (execute.withoutUpdates()) {
          session.withoutUpdates(true);
        }
        Asker asker = new Asker(session.key().key().id(), session.id(), session.key().userId());
        ask(
            new Pending.Query(session, messageId),
            new DomainRequest.Query(asker, execute.method()));
      }
    }
  }
}
