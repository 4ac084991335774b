package io.mtlab.mtproto.endpoint;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.endpoint.poll.Carriers;
import io.mtlab.mtproto.fault.Fault;
import io.mtlab.mtproto.fault.RpcError;
import io.mtlab.mtproto.machine.Time;
import io.mtlab.mtproto.rpc.InvokeAfter;
import io.mtlab.mtproto.rpc.Responder;
import io.mtlab.mtproto.session.Envelope;
import io.mtlab.mtproto.session.Observer;
import io.mtlab.mtproto.session.server.Fate;
import io.mtlab.mtproto.session.server.HttpWaiting;
import io.mtlab.mtproto.session.server.ServerSession;
import io.mtlab.mtproto.tl.TlObjects;
import io.mtlab.mtproto.tl.layers.PushBody;
import org.jspecify.annotations.Nullable;

/** One session at a gate: it belongs to a key, and connections carry it. */
final class GateSession implements ServerSession.Out, InvokeAfter.Out, Alarms.Sleeper {
  /** A session that no connection has carried for so long is forgotten. */
  static final long FORGOTTEN_AFTER = 10 * Time.MINUTE;

  private final ServerEndpoint gate;
  private final ServerSession session;
  private final int alarm;
  private GateKey key;
  private final Carriers<GateConnection> carriers = new Carriers<>();

  /** Where frames go at this moment. */
  private @Nullable GateConnection speaker;

  private @Nullable InvokeAfter waiting;
  private boolean polled;
  private long forgetAt = Time.NEVER;
  private boolean withoutUpdates;
  private boolean touched;
  private boolean refused;

  GateSession(ServerEndpoint gate, GateKey key, long sessionId) {
    this.gate = gate;
    this.key = key;
    this.session = gate.newSession(sessionId, key, this);
    this.alarm = gate.alarms().register(this);
  }

  long id() {
    return session.id();
  }

  /** The key that encrypts this session now. */
  GateKey key() {
    return key;
  }

  /** Another key of the same client encrypts from now on; nothing else of the session changes. */
  void rekey(GateKey under) {
    if (!under.equals(key)) {
      key = under;
      session.rekey(under.key(), under.salts());
    }
  }

  boolean isWornOut() {
    return session.isWornOut();
  }

  /** A message of this session's came; says whether it was accepted. */
  boolean received(GateConnection from, Envelope envelope, long now) {
    polled = from.isPolled();
    forgetAt = Time.NEVER;
    if (carriers.heard(from)) {
      from.carries(this, now);
      GateConnection surplus = carriers.surplus();
      if (surplus != null) {
        surplus.carriesNoMore(this);
        carriers.remove(surplus);
      }
      session.containerBytes(from.containerBytes());
      session.attached(now);
    }
    refused = false;
    session.received(envelope, now);
    touch();
    return !refused;
  }

  /** An answer from behind. */
  void answer(long query, Bytes result, long now) {
    session.answer(query, result, now);
    if (waiting != null) {
      waiting.answered(now);
    }
    touch();
  }

  void refuse(long query, RpcError error, long now) {
    answer(
        query,
        TlObjects.toBytes(new io.mtlab.mtproto.tl.service.RpcError(error.code(), error.text())),
        now);
  }

  /**
   * News for whoever is signed in; who is away asks for what was missed, but who polls is always
   * away between two requests.
   */
  void push(PushBody body, long now) {
    if ((polled || !carriers.isEmpty()) && !withoutUpdates) {
      session.push(body.in(key.client().responder().spoken()), now);
      touch();
    }
  }

  void withoutUpdates(boolean without) {
    withoutUpdates = without;
  }

  void detached(GateConnection from, long now) {
    if (carriers.remove(from) && carriers.isEmpty()) {
      session.detached();
      forgetAt = now + FORGOTTEN_AFTER;
      gate.alarms().arm(alarm, forgetAt);
    }
  }

  /** The session's key is no more: it waits, without a connection, for another. */
  void detached(long now) {
    for (GateConnection carrier : carriers.all()) {
      carrier.carriesNoMore(this);
      detached(carrier, now);
    }
  }

  /** The session is no more. */
  void ended() {
    gate.alarms().release(alarm);
    for (GateConnection carrier : carriers.all()) {
      carrier.carriesNoMore(this);
      carriers.remove(carrier);
    }
  }

  private void touch() {
    if (!touched) {
      touched = true;
      gate.touched(this);
    }
  }

  /** Sends what is ready, once for all inputs of a batch: on a stream, and to who polls. */
  void flush(long now) {
    touched = false;
    speaker = carriers.stream();
    if (speaker != null) {
      session.flush(now);
    }
    for (speaker = carriers.due(session, now);
        speaker != null;
        speaker = carriers.due(session, now)) {
      session.flushOne(now);
    }
    if (polled && forgetAt == Time.NEVER && !carriers.anyOpen()) {
      forgetAt = now + FORGOTTEN_AFTER; // unless another request comes
    }
    gate.alarms().arm(alarm, nextWake());
  }

  @Override
  public void wake(long now) {
    if (forgetAt <= now) {
      key.client().forget(this);
      return;
    }
    if (waiting != null) {
      waiting.wake(now);
    }
    session.wake(now);
    flush(now);
  }

  @Override
  public long nextWake() {
    long next = carriers.isEmpty() ? forgetAt : Math.min(forgetAt, nextFrame());
    return waiting == null ? next : Math.min(next, waiting.nextWake());
  }

  private long nextFrame() {
    long sending = carriers.stream() == null ? session.nextResend() : session.nextWake();
    return Math.min(sending, carriers.nextDue(session, gate.now()));
  }

  @Override
  public void transmit(Bytes frame) {
    if (speaker != null) {
      speaker.transmit(frame);
    }
  }

  @Override
  public void waits(HttpWaiting rule) {
    GateConnection latest = carriers.latest();
    if (latest != null) {
      latest.requests().waits(rule);
    }
  }

  @Override
  public void query(long messageId, Bytes body) {
    gate.query(this, messageId, body);
  }

  /** A query that is to be executed after others: now, or later by {@link #execute}. */
  void await(long messageId, Responder.Verdict.Execute what, long now) {
    InvokeAfter others = waiting;
    if (others == null) {
      others = new InvokeAfter(this);
      waiting = others;
    }
    others.received(messageId, what, now);
  }

  @Override
  public Fate fateOf(long messageId) {
    return session.fateOf(messageId);
  }

  @Override
  public void execute(long messageId, Responder.Verdict.Execute what) {
    gate.execute(this, messageId, what);
  }

  @Override
  public void refuse(long messageId, RpcError why) {
    refuse(messageId, why, gate.now());
  }

  @Override
  public void disconnectAfter(int seconds) {
    GateConnection latest = carriers.latest();
    if (latest != null) {
      latest.closeAt(gate.now() + Math.max(0, seconds) * Time.SECOND);
    }
  }

  @Override
  public boolean destroySession(long sessionId) {
    return key.client().destroy(sessionId);
  }

  @Override
  public Bytes packed(Bytes answer) {
    return gate.packed(answer);
  }

  @Override
  public Observer observer() {
    return gate.observer();
  }

  @Override
  public void refused(Fault fault) {
    refused = true;
    gate.happened(new ServerEvent.Finding(fault, false));
  }

  @Override
  public boolean tolerates(Fault fault) {
    boolean tolerated = gate.rules().tolerates(fault);
    if (tolerated) {
      gate.happened(new ServerEvent.Finding(fault, true));
    }
    return tolerated;
  }
}
