package io.mtlab.mtproto.endpoint;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.crypto.Direction;
import io.mtlab.mtproto.crypto.Entropy;
import io.mtlab.mtproto.crypto.MessageCipher;
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
import io.mtlab.mtproto.session.server.PackedAnswers;
import io.mtlab.mtproto.session.server.ServerSession;
import io.mtlab.mtproto.tl.layers.ApiLayer;
import io.mtlab.mtproto.tl.layers.PushBody;
import io.mtlab.mtproto.transport.ServerTransports;
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
  private final Alarms alarms;
  private final ServerTransports transports;
  private final AddressLimits.Count addresses;
  private final Online online = new Online();
  private final PackedAnswers packed = new PackedAnswers();
  private final GateKeys keys;
  // looked up, never walked
  private final Map<Conn, GateConnection> connections = new HashMap<>();
  private final Map<Ticket, Pending> pending = new HashMap<>();
  private List<GateSession> touched = new ArrayList<>();
  private List<GateSession> flushing = new ArrayList<>();
  private Observer observer = Observer.NONE;
  private long tickets;
  private long now;

  /** What an answer is waited for. */
  sealed interface Pending {
    record Query(GateSession session, long messageId, int method, ApiLayer layer)
        implements Pending {}

    record Key(long keyId) implements Pending {}

    /** Nothing hangs on the answer. */
    record Nothing() implements Pending {}

    record Keep(GateConnection connection, Agreed agreed, long at) implements Pending {}

    record Destroy(GateSession session, long messageId) implements Pending {}
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
    this.keys = new GateKeys(this, settings.layers());
    this.addresses = new AddressLimits.Count(settings.limits());
    this.transports = new ServerTransports(settings.transports(), entropy);
  }

  @Override
  public void opened(Conn conn, Peer peer, long at) {
    now = at;
    connections.put(conn, new GateConnection(this, conn, peer, at));
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

  void received(GateConnection from, GateKey key, Bytes frame, long at) throws ProtocolException {
    Envelope envelope = Envelope.open(key.key(), Direction.TO_SERVER, frame, cipher);
    GateClient client = key.client();
    if (!key.isTemporary() && client.hasTemporaryKeys()) {
      // No text tells a server to refuse it: the client is the one that loses by it.
      happened(new ServerEvent.Finding(PeerMisbehaved.PERMANENT_KEY_USED, true));
    }
    int token = cipher.quickAckToken();
    if (client.session(envelope.sessionId(), key).received(from, envelope, at)) {
      from.acknowledgeQuickly(frame, token);
    }
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
      case Pending.Key key -> keys.found(key.keyId(), answer, at);
      case Pending.Keep keep -> keys.kept(keep, answer, at);
      case Pending.Destroy destroy -> keys.destroyed(destroy, answer, at);
      case Pending.Nothing _ -> {}
    }
    flush();
  }

  private void answered(Pending.Query query, Answer answer) {
    switch (answer) {
      case DomainAnswer.Result result -> {
        result.signedIn().ifPresent(query.session().key().client()::signedIn);
        Bytes body = query.layer().answer(query.method(), result.result());
        if (body == null) {
          query.session().refuse(query.messageId(), Responder.NO_WORDS, now);
        } else {
          query.session().answer(query.messageId(), body, now);
        }
      }
      case DomainAnswer.Refused refused ->
          query.session().refuse(query.messageId(), refused.error(), now);
      default -> throw new IllegalStateException("no answer to a query: " + answer);
    }
  }

  @Override
  public void pushed(Push push, long at) {
    now = at;
    if (!(push instanceof Delivery delivery)) {
      throw new IllegalStateException("a gate is told of deliveries only: " + push);
    }
    PushBody body = new PushBody(delivery.updates()); // once for all of the audience
    switch (delivery.audience()) {
      case Audience.OneUser one -> {
        for (GateSession session : online.of(one.userId())) {
          if (one.reaches(session.key().client().authKeyId(), session.id())) {
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
    ask(new Pending.Nothing(), new DomainRequest.KeepKey(key.key(), key.serverSalt(), at));
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

  void ask(Pending what, DomainRequest request) {
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

  Bytes packed(Bytes answer) {
    return packed.of(answer);
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

  ServerTransports transports() {
    return transports;
  }

  AddressLimits.Count addresses() {
    return addresses;
  }

  int dc() {
    return settings.exchange().dc();
  }

  void startTls(Conn conn, Bytes already) {
    out.startTls(conn, null, already);
  }

  void close(Conn conn, How how) {
    connections.remove(conn);
    out.close(conn, how);
  }

  void happened(Event event) {
    out.happened(event);
  }

  GateKeys keys() {
    return keys;
  }

  ServerSession newSession(long id, GateKey key, ServerSession.Out to) {
    return new ServerSession(id, key.key(), key.salts(), cipher, entropy, to);
  }

  ServerHandshake newExchange(ServerHandshake.Out to) {
    return new ServerHandshake(settings.exchange(), entropy, to);
  }

  /** A query of a session, wrappers and all. */
  void query(GateSession session, long messageId, Bytes body) {
    GateClient client = session.key().client();
    int layer = client.responder().layer();
    Responder.Verdict verdict = client.responder().received(body);
    if (client.responder().layer() != layer && !session.key().isUnbound()) {
      ask(
          new Pending.Nothing(),
          new DomainRequest.KeepLayer(client.authKeyId(), client.responder().layer()));
    }
    switch (verdict) {
      case Responder.Verdict.Refuse refuse -> session.refuse(messageId, refuse.error(), now);
      case Responder.Verdict.Execute execute -> {
        if (execute.withoutUpdates()) {
          session.withoutUpdates(true);
        }
        if (execute.after().isEmpty()) {
          execute(session, messageId, execute);
        } else {
          session.await(messageId, execute, now);
        }
      }
    }
  }

  /** The time of a query has come. */
  void execute(GateSession session, long messageId, Responder.Verdict.Execute query) {
    if (!keys.handles(session, messageId, query.method(), now)) {
      GateClient client = session.key().client();
      Asker asker = new Asker(client.authKeyId(), session.id(), client.userId());
      ask(
          new Pending.Query(
              session,
              messageId,
              query.method().constructorId(),
              session.key().client().responder().spoken()),
          new DomainRequest.Query(asker, query.method()));
    }
  }
}
