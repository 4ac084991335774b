package io.mtlab.mtproto.session.server;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.crypto.AuthKey;
import io.mtlab.mtproto.crypto.Direction;
import io.mtlab.mtproto.crypto.Entropy;
import io.mtlab.mtproto.crypto.MessageCipher;
import io.mtlab.mtproto.fault.Fault;
import io.mtlab.mtproto.fault.Malformed;
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
import io.mtlab.mtproto.tl.TlObject;
import io.mtlab.mtproto.tl.TlObjects;
import io.mtlab.mtproto.tl.service.BadMsgNotification;
import io.mtlab.mtproto.tl.service.BadServerSalt;
import io.mtlab.mtproto.tl.service.NewSessionCreated;
import io.mtlab.mtproto.tl.service.RpcResult;
import java.util.ArrayList;
import java.util.List;

/**
 * The server's end of a session: it checks what its client sends, hands on the queries, and keeps
 * what it has sent until the client acknowledges it. It outlives connections: {@link #attached} and
 * {@link #detached} tell it of them.
 *
 * <p>Nothing leaves before {@link #flush}, so that what belongs together goes out in one frame.
 */
public final class ServerSession {
  /** Where a session puts what it wants done. It never calls back into the session. */
  public interface Out {
    /** Send a frame on the session's connection. */
    void transmit(Bytes frame);

    /** A query to answer by {@link ServerSession#answer}; each is handed over once. */
    void query(long messageId, Bytes body);

    /** End the connection unless this is called again within {@code seconds}. */
    void disconnectAfter(int seconds);

    /** Forget another session of the same key; returns whether there was one. */
    boolean destroySession(long sessionId);

    /** The request that brought this message may wait so long; means nothing on a stream. */
    default void waits(HttpWaiting rule) {}

    /** The client broke a rule that costs it nothing but this message. */
    void refused(Fault fault);

    /** An answer as it travels: compressed if that is smaller. */
    Bytes packed(Bytes answer);

    /** Who hears of single messages. */
    default Observer observer() {
      return Observer.NONE;
    }

    /**
     * The client broke a rule: whether the rules in force overlook it. Then it has been reported,
     * and the session goes on as if nothing had been.
     */
    boolean tolerates(Fault fault);
  }

  /** An older message travels in a container; clients refuse ids that are 300 s old. */
  static final long ALONE_MAX = 60 * Time.SECOND;

  private final long id;
  private AuthKey key;
  private ServerSalts salts;
  private final MessageCipher cipher;
  private final Entropy entropy;
  private final Out out;
  private final Observer observer;
  private final ServerServices services;
  private final MessageIds ids = new MessageIds();
  private final SeqNos seqNos = new SeqNos();
  private final List<Message> ready = new ArrayList<>(2);
  private long firstId = Long.MAX_VALUE;
  private final Readiness readiness = new Readiness();
  private boolean resending;
  private boolean attached;
  private int room = Container.BYTES_MAX;

  final Resending lost = new Resending(this);
  final SeenIds seen = new SeenIds();
  final Acks acks = new Acks();
  final Unacked unacked = new Unacked();
  final Answers answers = new Answers();

  /** A session that begins with the first message that arrives for it. */
  public ServerSession(
      long id, AuthKey key, ServerSalts salts, MessageCipher cipher, Entropy entropy, Out out) {
    this.id = id;
    this.key = key;
    this.salts = salts;
    this.cipher = cipher;
    this.entropy = entropy;
    this.out = out;
    this.observer = out.observer();
    this.services = new ServerServices(this, out);
  }

  /** Another key encrypts from now on, and its salts count. */
  public void rekey(AuthKey next, ServerSalts nextSalts) {
    key = next;
    salts = nextSalts;
  }

  ServerSalts salts() {
    return salts;
  }

  /** Whether its numbers run out: the session should be forgotten, and made anew. */
  public boolean isWornOut() {
    return seqNos.areWornOut();
  }

  /** The session_id that the client chose. */
  public long id() {
    return id;
  }

  /** A message of this session arrived and decrypted correctly. */
  public void received(Envelope envelope, long now) {
    Message outer = envelope.message();
    if (!salts.accepts(envelope.salt(), now)) {
      send(
          new BadServerSalt(outer.id(), outer.seqNo(), BadMessage.SALT.code(), salts.current(now)),
          false,
          now);
      return;
    }
    BadMessage broken = ServerRules.checkId(outer, seen, now);
    if (broken != null) {
      refuse(outer, broken, now);
      return;
    }
    try {
      receiveAll(outer, Container.unwrap(outer), now);
    } catch (ProtocolException unreadable) {
      if (unreadable.fault() == Malformed.GZIP && !Container.is(outer.body())) {
        out.refused(unreadable.fault());
        receiveAll(outer, List.of(outer), now); // a query that its answer will call unreadable
      } else {
        refuse(outer, BadMessage.CONTAINER, now);
      }
    }
  }

  /** A container is taken or refused as a whole, so its messages are checked before any counts. */
  private void receiveAll(Message outer, List<Message> messages, long now) {
    boolean container = messages.size() != 1 || messages.getFirst().id() != outer.id();
    for (Message message : messages) {
      BadMessage broken = ServerRules.checkInner(message, seen, out);
      if (broken != null) {
        refuse(message, broken, now);
        return;
      }
    }
    if (container) {
      if (outer.contentRelated()) {
        refuse(outer, BadMessage.SEQNO_NOT_EVEN, now);
        return;
      }
      seen.add(outer.id(), outer.seqNo());
    }
    announce(outer, messages, now);
    for (Message message : messages) {
      receive(message, now);
    }
  }

  private void receive(Message message, long now) {
    boolean again = seen.check(message.id()) == Verdict.KNOWN;
    observer.received(id, message, again);
    if (again) {
      receiveAgain(message, now);
      return;
    }
    seen.add(message.id(), message.seqNo());
    if (message.contentRelated()) {
      acks.add(message.id(), now);
    }
    try {
      services.receive(message, now);
    } catch (ProtocolException unreadable) {
      out.refused(unreadable.fault());
    }
  }

  /** A known message is acknowledged again, never executed again; its answer is sent again. */
  private void receiveAgain(Message message, long now) {
    if (!message.contentRelated()) {
      return;
    }
    Message answer = unacked.find(answers.to(message.id()));
    if (answer == null) {
      acks.add(message.id(), now);
    } else {
      lost.again(answer, now);
    }
  }

  /** Tells the client that a session was made, and again if a lower id arrives later. */
  private void announce(Message outer, List<Message> messages, long now) {
    long lowest = outer.id();
    for (Message message : messages) {
      lowest = Math.min(lowest, message.id());
    }
    if (lowest < firstId) {
      firstId = lowest;
      long unique = entropy.nextLong();
      send(new NewSessionCreated(lowest, unique, salts.current(now)), true, now);
    }
  }

  private void refuse(Message message, BadMessage why, long now) {
    out.refused(why.fault());
    send(new BadMsgNotification(message.id(), message.seqNo(), why.code()), false, now);
  }

  /** A query to execute; it is answered by {@link #answer}. */
  void execute(long messageId, Bytes body) {
    answers.taken(messageId);
    observer.executed(id, messageId);
    out.query(messageId, body);
  }

  /** The answer to a query: the result's bytes, an rpc_error's bytes among them. */
  public void answer(long query, Bytes result, long now) {
    if (answers.to(query) != Answers.RUNNING) {
      return; // dropped by the client, or forgotten
    }
    Bytes body = TlObjects.toBytes(new RpcResult(query, out.packed(result)));
    Message message = new Message(ids.nextAnswer(now), seqNos.next(true), body);
    answers.answered(query, message.id(), Fate.of(result));
    observer.answered(id, query);
    acks.remove(query); // an answer acknowledges its query
    keep(message, now);
  }

  /** What became of a query. */
  public Fate fateOf(long query) {
    return answers.fateOf(query);
  }

  /** Something that the client did not ask for: updates. Kept until it is acknowledged. */
  public void push(Bytes body, long now) {
    keep(new Message(ids.nextPush(now), seqNos.next(true), body), now);
  }

  /** A service message; content-related ones are kept until they are acknowledged. */
  void send(TlObject service, boolean content, long now) {
    Message message =
        new Message(ids.nextPush(now), seqNos.next(content), TlObjects.toBytes(service));
    if (content) {
      keep(message, now);
    } else {
      queue(message);
    }
  }

  /** An answer to one certain message that is no rpc_result: pong, future_salts and the like. */
  void reply(TlObject service, long now) {
    queue(new Message(ids.nextAnswer(now), seqNos.next(false), TlObjects.toBytes(service)));
  }

  private void keep(Message message, long now) {
    unacked.add(message, now);
    queue(message);
  }

  /** Without a connection nothing waits here: what must not be lost is among the unacknowledged. */
  private void queue(Message message) {
    if (attached) {
      ready.add(message);
    }
  }

  /** Sends a message once more, with its id and number, in a container with company. */
  void again(Message message) {
    if (attached && !ready.contains(message)) {
      ready.add(message);
      resending = true;
    }
  }

  /** The client has this message: a copy that waits to be sent is of no use. */
  void acknowledged(long message, long now) {
    unacked.acknowledged(message, now);
    ready.removeIf(waiting -> waiting.id() == message);
  }

  /** So many bytes of messages are put into one container at most. */
  public void containerBytes(int bytes) {
    room = Math.min(bytes, Container.BYTES_MAX);
  }

  /** A connection carries this session now; what is unacknowledged may have been lost. */
  public void attached(long now) {
    attached = true;
    unacked.all(now).forEach(message -> lost.again(message, now));
  }

  /** No connection carries this session. */
  public void detached() {
    attached = false;
    ready.clear();
    readiness.note(0, Time.NEVER);
  }

  /** When {@link #wake} is wanted. */
  public long nextWake() {
    return attached ? Math.min(acks.due(), unacked.nextResend()) : Time.NEVER;
  }

  /** When {@link #wake} is wanted where nothing leaves unasked, so that acknowledgments wait. */
  public long nextResend() {
    return attached ? unacked.nextResend() : Time.NEVER;
  }

  /** Time has passed: what is due to be sent again becomes ready. */
  public void wake(long now) {
    if (attached && unacked.nextResend() <= now) {
      unacked.due(now).forEach(message -> lost.again(message, now));
    }
  }

  /** Sends what is ready, in as few frames as may be, and acknowledgments with it. */
  public void flush(long now) {
    if (!attached || (ready.isEmpty() && acks.due() > now)) {
      return;
    }
    addAcks(now);
    for (List<Message> batch : Container.batches(ready, room)) {
      transmit(batch, now);
    }
    ready.clear();
    resending = false;
  }

  /**
   * When a request is to be answered, by what is ready. To be asked after each batch of inputs.
   *
   * @param asked when the request came
   */
  public long answerAt(long asked, HttpWaiting rule, long now) {
    readiness.note(ready.size(), now);
    return readiness.answerAt(asked, rule);
  }

  /** Sends exactly one frame: a message, a container, or an empty one if nothing is ready. */
  public void flushOne(long now) {
    addAcks(now);
    List<Message> batch = ready.isEmpty() ? ready : Container.batches(ready, room).getFirst();
    transmit(List.copyOf(batch), now);
    ready.subList(0, batch.size()).clear();
    resending &= !ready.isEmpty();
    readiness.note(ready.size(), now);
  }

  private void addAcks(long now) {
    for (List<Long> taken : acks.take()) {
      observer.acknowledged(id, taken);
      ready.add(new Message(ids.nextPush(now), seqNos.next(false), Services.msgsAck(taken)));
    }
  }

  /** What is sent again has company, if only an empty acknowledgment. */
  private void transmit(List<Message> some, long now) {
    List<Message> batch = new ArrayList<>(some);
    if (resending && batch.size() == 1) {
      batch.add(new Message(ids.nextPush(now), seqNos.next(false), Services.msgsAck(List.of())));
    }
    Message outer =
        batch.size() == 1 && !resending && !isOld(batch.getFirst(), now)
            ? batch.getFirst()
            : new Message(ids.nextPush(now), seqNos.next(false), Container.of(batch));
    observer.sent(id, outer, batch);
    out.transmit(
        new Envelope(salts.current(now), id, outer).seal(key, Direction.TO_CLIENT, cipher));
  }

  /** A message that waited long for a request has too old an id to travel by itself. */
  private static boolean isOld(Message message, long now) {
    return now - MessageId.time(message.id()) > ALONE_MAX;
  }
}
