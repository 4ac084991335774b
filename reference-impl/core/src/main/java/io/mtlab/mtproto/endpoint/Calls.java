package io.mtlab.mtproto.endpoint;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.crypto.Entropy;
import io.mtlab.mtproto.crypto.MessageCipher;
import io.mtlab.mtproto.fault.ProtocolException;
import io.mtlab.mtproto.fault.RpcError;
import io.mtlab.mtproto.machine.Out;
import io.mtlab.mtproto.machine.Ticket;
import io.mtlab.mtproto.machine.Time;
import io.mtlab.mtproto.rpc.AppInfo;
import io.mtlab.mtproto.rpc.Caller;
import io.mtlab.mtproto.session.BadMessage;
import io.mtlab.mtproto.session.Observer;
import io.mtlab.mtproto.session.client.ClientSession;
import io.mtlab.mtproto.tl.TlMethod;
import io.mtlab.mtproto.tl.TlObjects;
import io.mtlab.mtproto.tl.TlReader;
import io.mtlab.mtproto.tl.api.UpdatesType;
import java.util.ArrayDeque;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The calls of a client and the session that carries them. Calls that come before there is a
 * session wait for it. Becomes events: answers, refusals, updates.
 */
final class Calls implements ClientSession.Out {
  private static final RpcError UNREADABLE = new RpcError(500, "ANSWER_UNREADABLE");
  private static final RpcError NOT_ACCEPTED = new RpcError(500, "MESSAGE_NOT_ACCEPTED");

  private final Caller caller;
  private final MessageCipher cipher;
  private final Entropy entropy;
  private final Out out;
  private final Consumer<Bytes> wire;
  private final ArrayDeque<Caller.Call> early = new ArrayDeque<>(1);
  private @Nullable ClientSession session;
  private boolean successorWanted;
  private boolean stalled;
  private Observer observer = Observer.NONE;

  Calls(AppInfo app, MessageCipher cipher, Entropy entropy, Out out, Consumer<Bytes> wire) {
    this.caller = new Caller(app);
    this.cipher = cipher;
    this.entropy = entropy;
    this.out = out;
    this.wire = wire;
  }

  Ticket call(TlMethod<?> method, long now) {
    Caller.Call call = caller.call(method);
    if (session == null) {
      early.add(call);
    } else {
      session.query(call.query(), call.body());
      session.flush(now);
    }
    return new Ticket(call.query());
  }

  void observe(Observer by) {
    observer = by;
  }

  @Override
  public Observer observer() {
    return observer;
  }

  boolean hasSession() {
    return session != null;
  }

  /** A session under a key that was agreed on or provisioned. */
  void begin(ClientSettings.Provision key, long clockOffset) {
    var start = new ClientSession.Start(newSessionId(), key.key(), key.serverSalt(), clockOffset);
    ClientSession begun = new ClientSession(start, cipher, this);
    for (Caller.Call call : early) {
      begun.query(call.query(), call.body());
    }
    early.clear();
    session = begun;
  }

  /** The key is of no use any more: all unanswered calls wait for the next one. */
  void forgetKey() {
    session = null;
    early.clear();
    early.addAll(caller.callAgain());
  }

  private long newSessionId() {
    long id = entropy.nextLong();
    return id == 0 ? 1 : id;
  }

  void attached(long now) {
    if (session != null) {
      session.attached(now);
      session.flush(now);
    }
  }

  void detached() {
    if (session != null) {
      session.detached();
    }
  }

  void received(Bytes frame, long now) throws ProtocolException {
    if (session != null) {
      session.received(frame, now);
    }
  }

  void wake(long now) {
    if (session != null) {
      session.wake(now);
    }
  }

  long nextWake() {
    return session == null ? Time.NEVER : session.nextWake();
  }

  /** Does what the session wished for in the middle of something, and sends what is ready. */
  void settle(long now) {
    if (session == null) {
      return;
    }
    if (successorWanted) {
      successorWanted = false;
      boolean attached = session.isAttached();
      session = session.successor(newSessionId());
      if (attached) {
        session.attached(now);
      }
      out.happened(new ClientEvent.SessionRenewed());
    }
    session.flush(now);
  }

  /** Whether the session has lost its trust in the connection since the last time. */
  boolean takeStalled() {
    boolean was = stalled;
    stalled = false;
    return was;
  }

  @Override
  public void transmit(Bytes frame) {
    wire.accept(frame);
  }

  @Override
  public void answered(long query, Bytes result) {
    Ticket ticket = new Ticket(query);
    try {
      switch (caller.answered(query, result)) {
        case Caller.Outcome.Answered answered ->
            out.happened(new ClientEvent.Answered(ticket, answered.answer()));
        case Caller.Outcome.Refused refused ->
            out.happened(new ClientEvent.Refused(ticket, refused.error()));
      }
    } catch (ProtocolException unreadable) {
      out.happened(new ClientEvent.Refused(ticket, UNREADABLE));
    }
  }

  @Override
  public void refused(long query, BadMessage why) {
    caller.dropped(query);
    out.happened(new ClientEvent.Refused(new Ticket(query), NOT_ACCEPTED));
  }

  @Override
  public void updated(Bytes body) {
    TlReader from = new TlReader(body);
    try {
      if (TlObjects.read(from) instanceof UpdatesType updates) {
        from.end();
        out.happened(new ClientEvent.Updated(updates));
      }
    } catch (ProtocolException unreadable) {
      // perhaps of another layer; the gap that it leaves is found by its pts
      out.happened(new ClientEvent.Unreadable(unreadable.fault()));
    }
  }

  @Override
  public void renewed() {
    out.happened(new ClientEvent.SessionRenewed());
  }

  @Override
  public void stalled() {
    stalled = true;
  }

  @Override
  public void broken(BadMessage why) {
    successorWanted = true;
  }
}
