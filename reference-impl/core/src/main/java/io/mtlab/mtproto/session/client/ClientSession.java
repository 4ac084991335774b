package io.mtlab.mtproto.session.client;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.crypto.AuthKey;
import io.mtlab.mtproto.crypto.Direction;
import io.mtlab.mtproto.crypto.MessageCipher;
import io.mtlab.mtproto.fault.ProtocolException;
import io.mtlab.mtproto.machine.Time;
import io.mtlab.mtproto.session.Acks;
import io.mtlab.mtproto.session.BadMessage;
import io.mtlab.mtproto.session.Container;
import io.mtlab.mtproto.session.Envelope;
import io.mtlab.mtproto.session.Message;
import io.mtlab.mtproto.session.MessageId;
import io.mtlab.mtproto.session.MessageIds;
import io.mtlab.mtproto.session.Observer;
import io.mtlab.mtproto.session.SeenIds;
import io.mtlab.mtproto.session.SeenIds.Verdict;
import io.mtlab.mtproto.session.SeqNos;
import io.mtlab.mtproto.session.Services;
import io.mtlab.mtproto.tl.TlObjects;
import io.mtlab.mtproto.tl.service.DestroySession;
import io.mtlab.mtproto.tl.service.GetFutureSalts;
import io.mtlab.mtproto.tl.service.MsgsStateReq;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The client's end of a session: queries go in and answers come out, each once, whatever is lost,
 * repeated or overtaken on the way. It outlives connections: {@link #attached} and {@link
 * #detached} tell it of them.
 *
 * <p>Nothing leaves before {@link #flush}, so that what belongs together goes out in one frame.
 */
public final class ClientSession {
  /** Where a session puts what it wants done. It never calls back into the session. */
  public interface Out {
    /** Send a frame on the session's connection. */
    void transmit(Bytes frame);

    /** The answer to a query: the result or an rpc_error, unpacked. Each query has one at most. */
    void answered(long query, Bytes result);

    /** The server refuses this query again and again. */
    void refused(long query, BadMessage why);

    /** Something that was not asked for: updates. */
    void updated(Bytes body);

    /** The server made the session anew: updates may be missing. */
    void renewed();

    /** Nothing is heard on the connection: a new one is wanted. */
    void stalled();

    /** This session cannot go on; {@link ClientSession#successor} can. */
    void broken(BadMessage why);

    /** The server answered {@link ClientSession#destroy}; {@code existed} if there was one. */
    default void destroyed(long sessionId, boolean existed) {}

    /** Who hears of single messages. */
    default Observer observer() {
      return Observer.NONE;
    }
  }

  /** What a query says. */
  @FunctionalInterface
  public interface Body {
    /** The bytes of the query for the message that will carry it; asked for once for each id. */
    Bytes under(long messageId);
  }

  /** A message that is older than this is not sent again with its id (the server takes 300 s). */
  static final long ID_AGE_MAX = 240 * Time.SECOND;

  private final long id;
  private AuthKey key;
  private @Nullable AuthKey beside;
  private final MessageCipher cipher;
  private final Out out;
  private final Observer observer;
  private final ClientServices services;
  private final MessageIds ids = new MessageIds();
  private final SeqNos seqNos = new SeqNos();
  private final List<Message> service = new ArrayList<>(1);
  private final Liveness liveness = new Liveness();
  private boolean attached;
  private int room = Container.BYTES_MAX;

  final SeenIds seen = new SeenIds();
  final Acks acks = new Acks();
  final Outbox outbox = new Outbox();
  final AnswerTime answerTime = new AnswerTime();
  final ClientSalts salts;
  final ServerClock clock;

  /**
   * What a session begins with.
   *
   * @param clockOffset the server's clock minus this client's, in nanoseconds
   * @param clockKnown whether that is more than a guess
   */
  public record Start(
      long sessionId, AuthKey key, long salt, long clockOffset, boolean clockKnown) {}

  /** A session that the server will make when its first message arrives. */
  public ClientSession(Start start, MessageCipher cipher, Out out) {
    this.id = start.sessionId();
    this.key = start.key();
    this.salts = new ClientSalts(start.salt());
    this.clock = new ServerClock(start.clockOffset(), start.clockKnown());
    this.cipher = cipher;
    this.out = out;
    this.observer = out.observer();
    this.services = new ClientServices(this, out);
  }

  /** A session that takes the unfinished queries over, as new messages. */
  public ClientSession successor(long sessionId) {
    ClientSession next =
        new ClientSession(
            new Start(
                sessionId,
                key,
                salts.at(serverTime(liveness.heardAt())),
                clock.offset(),
                clock.isKnown()),
            cipher,
            out);
    for (Outgoing query : outbox.drain()) {
      query.renumber();
      next.outbox.add(query);
    }
    return next;
  }

  /** The session_id. */
  public long id() {
    return id;
  }

  /** The server's clock minus this client's, in nanoseconds. */
  public long clockOffset() {
    return clock.offset();
  }

  /**
   * Sends a query with the next flush.
   *
   * @param query names it in {@link Out#answered}
   */
  public void query(long query, Body body) {
    outbox.add(new Outgoing(query, body));
  }

  /** A query that says the same under any message id. */
  public void query(long query, Bytes body) {
    query(query, _ -> body);
  }

  /** The server is asked after this query with the next flush: it should have been there. */
  public void suspect(long query, long now) {
    for (Outgoing sent : outbox.unanswered()) {
      if (sent.query == query) {
        sent.checkAt = now;
      }
    }
  }

  /** The server may use this key for the session already. */
  public void expect(AuthKey next) {
    beside = next;
  }

  /** Another key encrypts from now on, with this salt; what comes late under the old is read. */
  public void rekey(AuthKey next, long salt) {
    if (!next.equals(key)) {
      beside = key;
      key = next;
      salts.told(salt);
    }
  }

  /**
   * A frame arrived.
   *
   * @throws ProtocolException if it breaks a rule; nothing has changed then, and the connection is
   *     to be closed
   */
  public void received(Bytes frame, long now) throws ProtocolException {
    AuthKey other = beside;
    AuthKey under = other != null && frame.int64(0) == other.id() ? other : key;
    Arrival arrival = Arrival.open(frame, under, id, cipher);
    if (!arrival.isInTime(clock, now)) {
      return;
    }
    liveness.heard(now);
    for (Message message : arrival.messages()) {
      receive(message, now);
    }
  }

  private void receive(Message message, long now) throws ProtocolException {
    Verdict verdict = seen.check(message.id());
    if (verdict == Verdict.TOO_OLD) {
      return;
    }
    if (message.contentRelated()) {
      acks.add(message.id(), now); // also a known one: its first acknowledgment may be lost
    }
    observer.received(id, message, verdict == Verdict.KNOWN);
    if (verdict == Verdict.KNOWN) {
      return;
    }
    seen.add(message.id(), message.seqNo());
    services.receive(message, now);
  }

  /** The answer to a query came. */
  void answered(Outgoing query, Bytes result) {
    observer.answered(id, query.messageId);
    out.answered(query.query, result);
  }

  long serverTime(long now) {
    return clock.at(now);
  }

  /** So many bytes of messages are put into one container at most. */
  public void containerBytes(int bytes) {
    room = Math.min(bytes, Container.BYTES_MAX);
  }

  /** How long answers take on average, in nanoseconds; 0 for unknown. */
  public long answersTake() {
    return answerTime.smoothed();
  }

  /** A connection carries this session now; what is unanswered may have been lost. */
  public void attached(long now) {
    attached = true;
    liveness.begins(room < Container.BYTES_MAX, now);
    for (Outgoing query : outbox.unanswered()) {
      sendAgain(query, now);
    }
  }

  /** No connection carries this session. */
  public void detached() {
    attached = false;
    liveness.ends();
    service.clear();
  }

  /** Whether a connection carries this session. */
  public boolean isAttached() {
    return attached;
  }

  /** Sends an unanswered query again: with its id while that is young, else as a new message. */
  void sendAgain(Outgoing query, long now) {
    if (serverTime(now) - MessageId.time(query.messageId) > ID_AGE_MAX) {
      outbox.renumber(query);
    } else {
      outbox.resend(query);
    }
  }

  /** Queues a service message that needs no acknowledgment. */
  public void send(Bytes body, long now) {
    if (attached) {
      service.add(new Message(nextId(now), seqNos.next(false), body));
    }
  }

  /** Forgets another session of the same key at the server. */
  public void destroy(long sessionId, long now) {
    if (attached) {
      Bytes body = TlObjects.toBytes(new DestroySession(sessionId));
      service.add(new Message(nextId(now), seqNos.next(true), body));
    }
  }

  /** Asks for salts to come, unless that was done just now. */
  void askForSalts(long now) {
    if (attached && salts.mayBeAskedFor(now)) {
      send(TlObjects.toBytes(new GetFutureSalts(ClientSalts.WANTED)), now);
      salts.askedFor(service.getLast().id(), now);
    }
  }

  private long nextId(long now) {
    long next = ids.nextOfClient(serverTime(now));
    outbox.sent(next);
    return next;
  }

  /** When {@link #wake} is wanted. */
  public long nextWake() {
    long due = Math.min(acks.due(), outbox.nextCheck());
    return attached ? Math.min(due, liveness.nextWake()) : Time.NEVER;
  }

  /** Time has passed: unanswered queries are asked after, a quiet connection is tried. */
  public void wake(long now) {
    if (!attached) {
      return;
    }
    if (liveness.hasStalled(now)) {
      out.stalled();
      return;
    }
    askAfter(now);
    if (liveness.isPingDue(now)) {
      send(liveness.ping(now), now);
      if (salts.runOut(serverTime(now))) {
        askForSalts(now);
      }
    }
  }

  private void askAfter(long now) {
    List<Long> late = new ArrayList<>();
    for (Outgoing query : outbox.unanswered()) {
      if (query.checkAt <= now && late.size() < room / 16) {
        query.asked = true;
        query.pause = Math.min(2 * query.pause, AnswerTime.PATIENCE_MAX);
        query.checkAt = now + query.pause;
        late.add(query.messageId);
      }
    }
    if (!late.isEmpty()) {
      send(TlObjects.toBytes(new MsgsStateReq(late)), now);
      services.asked(late, service.getLast().id());
      liveness.asked(now);
    }
  }

  /** Sends what is ready, in as few frames as may be, and acknowledgments with it. */
  public void flush(long now) {
    if (!attached || (service.isEmpty() && !outbox.hasWork() && acks.due() > now)) {
      return;
    }
    List<Message> messages = new ArrayList<>();
    boolean resending = false;
    for (Outgoing query = outbox.take(); query != null; query = outbox.take()) {
      boolean again = query.numbered();
      Message message = number(query, now);
      if (query.alone) {
        transmit(List.of(message), again, now);
      } else {
        resending |= again;
        messages.add(message);
      }
    }
    messages.addAll(service);
    service.clear();
    for (List<Long> taken : acks.take()) {
      observer.acknowledged(id, taken);
      messages.add(new Message(nextId(now), seqNos.next(false), Services.msgsAck(taken)));
    }
    for (List<Message> batch : Container.batches(messages, room)) {
      if (resending && batch.size() == 1) { // what is sent again has company, if only an empty one
        batch.add(new Message(nextId(now), seqNos.next(false), Services.msgsAck(List.of())));
      }
      transmit(batch, resending, now);
    }
    if (seqNos.areWornOut()) {
      out.broken(BadMessage.SEQNO_TOO_HIGH); // the numbers to come would be
    }
  }

  private Message number(Outgoing query, long now) {
    if (!query.numbered()) {
      query.number(nextId(now), seqNos.next(true));
      query.sentAt = now;
      query.pause = answerTime.patience();
    }
    query.sends++;
    query.checkAt = now + query.pause;
    outbox.sent(query);
    return query.message();
  }

  private void transmit(List<Message> batch, boolean resending, long now) {
    Message outer = batch.getFirst();
    if (batch.size() > 1 || resending) {
      outer = new Message(nextId(now), seqNos.next(false), Container.of(batch));
      outbox.sentContainer(outer.id(), batch);
    }
    observer.sent(id, outer, batch);
    out.transmit(
        new Envelope(salts.at(serverTime(now)), id, outer).seal(key, Direction.TO_SERVER, cipher));
  }
}
