package io.mtlab.mtproto.endpoint;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.crypto.AuthKey;
import io.mtlab.mtproto.crypto.Entropy;
import io.mtlab.mtproto.crypto.MessageCipher;
import io.mtlab.mtproto.fault.ProtocolException;
import io.mtlab.mtproto.fault.RpcError;
import io.mtlab.mtproto.machine.Out;
import io.mtlab.mtproto.machine.Ticket;
import io.mtlab.mtproto.rpc.AppInfo;
import io.mtlab.mtproto.rpc.Caller;
import io.mtlab.mtproto.session.BadMessage;
import io.mtlab.mtproto.session.Observer;
import io.mtlab.mtproto.session.client.ClientSession;
import io.mtlab.mtproto.tl.TlMethod;
import io.mtlab.mtproto.tl.TlObject;
import io.mtlab.mtproto.tl.TlObjects;
import io.mtlab.mtproto.tl.TlReader;
import io.mtlab.mtproto.tl.api.UpdatesType;
import io.mtlab.mtproto.tl.service.DestroyAuthKeyNone;
import io.mtlab.mtproto.tl.service.DestroyAuthKeyOk;
import io.mtlab.mtproto.tl.service.HttpWait;
import java.util.ArrayDeque;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The calls of a client and the session that carries them. Calls that come before there is a
 * session wait for it. Becomes events: answers, refusals, updates.
 */
final class Calls implements ClientSession.Out {
  private static final RpcError NOT_ACCEPTED = new RpcError(500, "MESSAGE_NOT_ACCEPTED");

  /** What TDLib asks for: some milliseconds for more to come, an answer after 25 s at least. */
  private static final Bytes LONG_POLL = TlObjects.toBytes(new HttpWait(30, 10, 25_000));

  private final Caller caller;
  private final MessageCipher cipher;
  private final Entropy entropy;
  private final Out out;
  private final Consumer<Bytes> wire;
  private final ArrayDeque<Long> early = new ArrayDeque<>(1);
  private @Nullable ClientSession session;
  private boolean successorWanted;
  private boolean stalled;
  private boolean keyLost;
  private long now;
  private boolean held;
  private int containerBytes = Integer.MAX_VALUE;
  private Observer observer = Observer.NONE;

  Calls(AppInfo app, MessageCipher cipher, Entropy entropy, Out out, Consumer<Bytes> wire) {
    this.caller = new Caller(app, new CallerOut());
    this.cipher = cipher;
    this.entropy = entropy;
    this.out = out;
    this.wire = wire;
  }

  /** The server executes it after the success of the calls {@code after}. */
  Ticket call(TlMethod<?> method, List<Ticket> after, long at) {
    now = at;
    Ticket ticket = new Ticket(caller.call(method, after.stream().map(Ticket::number).toList()));
    if (session != null) {
      flush(now);
    }
    return ticket;
  }

  void observe(Observer by) {
    observer = by;
  }

  @Override
  public Observer observer() {
    return observer;
  }

  /** How long answers take on average, in nanoseconds; 0 for unknown. */
  long answersTake() {
    return session == null ? 0 : session.answersTake();
  }

  boolean hasSession() {
    return session != null;
  }

  /** A session under a key that was agreed on or came from elsewhere. */
  void begin(ClientSettings.Provision key, long clockOffset, boolean clockKnown) {
    var start =
        new ClientSession.Start(
            newSessionId(), key.key(), key.serverSalt(), clockOffset, clockKnown);
    ClientSession begun = new ClientSession(start, cipher, this);
    for (long call : early) {
      begun.query(call, id -> caller.body(call, id));
    }
    early.clear();
    session = begun;
    held = false;
  }

  /** The same session goes on under another key; whatever was held back leaves now. */
  void rekey(ClientSettings.Provision key, long now) {
    caller.introduceAgain();
    if (session != null) {
      session.rekey(key.key(), key.serverSalt());
    }
    hold(false);
    flush(now);
  }

  /** The server may use another key for the session before the client hears that it does. */
  void expect(AuthKey next) {
    if (session != null) {
      session.expect(next);
    }
  }

  /** Nothing leaves while it is held back: the key is about to be exchanged for another. */
  void hold(boolean back) {
    held = back;
  }

  private void flush(long now) {
    if (session != null && !held) {
      session.flush(now);
    }
  }

  /** Whether a connection carries the session. */
  boolean isAttached() {
    return session != null && session.isAttached();
  }

  /** The key is of no use any more: all unanswered calls wait for the next one. */
  void forgetKey() {
    session = null;
    held = false;
    early.clear();
    caller.callAgain();
  }

  private long newSessionId() {
    long id = entropy.nextLong();
    return id == 0 ? 1 : id;
  }

  /** How many bytes of messages had better go into one container on the line in use. */
  void containerBytes(int bytes) {
    containerBytes = bytes;
  }

  void attached(long now) {
    if (session != null) {
      session.containerBytes(containerBytes);
      session.attached(now);
      flush(now);
    }
  }

  /** Sends a request over HTTP whose answer waits for whatever comes. */
  void poll(long now) {
    if (session != null) {
      session.send(LONG_POLL, now);
      session.flush(now);
    }
  }

  void detached() {
    if (session != null) {
      session.detached();
    }
  }

  void received(Bytes frame, long at) throws ProtocolException {
    now = at;
    if (session != null) {
      session.received(frame, now);
    }
  }

  void wake(long at) {
    now = at;
    caller.wake(now);
    if (session != null && !held) {
      session.wake(now);
    }
  }

  long nextWake() {
    return session == null || held
        ? caller.nextWake()
        : Math.min(caller.nextWake(), session.nextWake());
  }

  /** Does what the session wished for in the middle of something, and sends what is ready. */
  void settle(long now) {
    if (session == null) {
      return;
    }
    if (successorWanted) {
      successorWanted = false;
      boolean attached = session.isAttached();
      long ended = session.id();
      session = session.successor(newSessionId());
      if (attached) {
        session.containerBytes(containerBytes);
        session.attached(now);
        session.destroy(ended, now);
      }
      out.happened(new ClientEvent.SessionRenewed());
    }
    flush(now);
  }

  /** Whether the server has said, since the last time, that the key must not be used. */
  boolean takeKeyLost() {
    boolean was = keyLost;
    keyLost = false;
    return was;
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
    caller.answered(query, result, now);
  }

  @Override
  public void refused(long query, BadMessage why) {
    caller.dropped(query, NOT_ACCEPTED);
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

  /** What becomes of calls. */
  private final class CallerOut implements Caller.Out {
    @Override
    public void send(long call) {
      if (session == null) {
        early.add(call);
      } else {
        session.query(call, id -> caller.body(call, id));
      }
    }

    @Override
    public void suspect(long call) {
      if (session != null) {
        session.suspect(call, now);
      }
    }

    @Override
    public void answered(long call, TlObject answer) {
      out.happened(new ClientEvent.Answered(new Ticket(call), answer));
      if (answer instanceof DestroyAuthKeyOk || answer instanceof DestroyAuthKeyNone) {
        keyLost = true; // by this client's own wish
      }
    }

    @Override
    public void refused(long call, RpcError error) {
      out.happened(new ClientEvent.Refused(new Ticket(call), error));
    }

    @Override
    public void signedOut(RpcError why) {
      out.happened(new ClientEvent.SignedOut(why));
    }

    @Override
    public void keyLost() {
      keyLost = true;
    }
  }
}
