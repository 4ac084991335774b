package io.mtlab.mtproto.endpoint;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.fault.Fault;
import io.mtlab.mtproto.fault.RpcError;
import io.mtlab.mtproto.machine.Time;
import io.mtlab.mtproto.rpc.InvokeAfter;
import io.mtlab.mtproto.rpc.Responder;
import io.mtlab.mtproto.session.Envelope;
import io.mtlab.mtproto.session.Observer;
import io.mtlab.mtproto.session.server.Fate;
import io.mtlab.mtproto.session.server.ServerSession;
import io.mtlab.mtproto.tl.TlObjects;
import org.jspecify.annotations.Nullable;

/** One session at a gate: it belongs to a key, and one connection at a time carries it. */
final class GateSession implements ServerSession.Out, InvokeAfter.Out, Alarms.Sleeper {
  /** A session that no connection has carried for so long is forgotten. */
  static final long FORGOTTEN_AFTER = 10 * Time.MINUTE;

  private final ServerEndpoint gate;
  private final ServerSession session;
  private final int alarm;
  private GateKey key;
  private @Nullable GateConnection connection;
  private @Nullable InvokeAfter waiting;
  private long forgetAt = Time.NEVER;
  private boolean withoutUpdates;
  private boolean touched;

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

  void received(GateConnection from, Envelope envelope, long now) {
    if (connection != from) {
      if (connection != null) {
        connection.carriesNoMore(this);
        session.detached();
      }
      connection = from;
      forgetAt = Time.NEVER;
      from.carries(this);
      session.attached(now);
    }
    session.received(envelope, now);
    touch();
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

  /** News for whoever is signed in; who is away asks for what was missed. */
  void push(Bytes body, long now) {
    if (connection != null && !withoutUpdates) {
      session.push(body, now);
      touch();
    }
  }

  void withoutUpdates(boolean without) {
    withoutUpdates = without;
  }

  void detached(GateConnection from, long now) {
    if (connection == from) {
      connection = null;
      session.detached();
      forgetAt = now + FORGOTTEN_AFTER;
      gate.alarms().arm(alarm, forgetAt);
    }
  }

  /** The session's key is no more: it waits, without a connection, for another. */
  void detached(long now) {
    GateConnection carrier = connection;
    if (carrier != null) {
      carrier.carriesNoMore(this);
      detached(carrier, now);
    }
  }

  /** The session is no more. */
  void ended() {
    gate.alarms().release(alarm);
    if (connection != null) {
      connection.carriesNoMore(this);
      connection = null;
    }
  }

  private void touch() {
    if (!touched) {
      touched = true;
      gate.touched(this);
    }
  }

  /** Sends what is ready, once for all inputs of a batch. */
  void flush(long now) {
    touched = false;
    session.flush(now);
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
    session.flush(now);
  }

  @Override
  public long nextWake() {
    long next = connection == null ? forgetAt : session.nextWake();
    return waiting == null ? next : Math.min(next, waiting.nextWake());
  }

  @Override
  public void transmit(Bytes frame) {
    if (connection != null) {
      connection.transmit(frame);
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
    if (connection != null) {
      connection.closeAt(gate.now() + Math.max(0, seconds) * Time.SECOND);
    }
  }

  @Override
  public boolean destroySession(long sessionId) {
    return key.client().destroy(sessionId);
  }

  @Override
  public Observer observer() {
    return gate.observer();
  }

  @Override
  public void refused(Fault fault) {
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
