package io.mtlab.mtproto.pfs;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.crypto.AuthKey;
import io.mtlab.mtproto.crypto.DhGroups;
import io.mtlab.mtproto.crypto.Entropy;
import io.mtlab.mtproto.crypto.MessageCipher;
import io.mtlab.mtproto.crypto.ServerKeys;
import io.mtlab.mtproto.fault.Fault;
import io.mtlab.mtproto.fault.ProtocolException;
import io.mtlab.mtproto.fault.TimedOut;
import io.mtlab.mtproto.handshake.Agreed;
import io.mtlab.mtproto.handshake.ClientHandshake;
import io.mtlab.mtproto.handshake.KeyBinding;
import io.mtlab.mtproto.machine.Time;
import io.mtlab.mtproto.tl.TlObjects;
import io.mtlab.mtproto.tl.TlReader;
import io.mtlab.mtproto.tl.api.HelpGetConfig;
import io.mtlab.mtproto.tl.service.RpcError;
import org.jspecify.annotations.Nullable;

/**
 * The temporary keys of a client, one after the other. Each is made and bound while the one before
 * still works; between the sending of the proof and its answer nothing may leave under the old key,
 * which the server drops when it binds the new one. On the line that the owner gives it, it shares
 * the wire with the calls.
 */
public final class TemporaryKeys {
  /**
   * A key is not used in its last second. Its life counts from the server_time of its exchange,
   * which has whole seconds and is not earlier than the time at which the exchange began.
   */
  static final long ENDS_EARLIER = Time.SECOND;

  /** A key is renewed this long before its end, or a quarter of its life before it. */
  static final long RENEWED_BEFORE_MAX = 60 * Time.MINUTE;

  /** The pause before the first repetition of what the server refused; it doubles. */
  static final long PAUSE_FIRST = Time.SECOND;

  /** The longest pause. */
  static final long PAUSE_MAX = 10 * Time.MINUTE;

  /**
   * What keys are made with.
   *
   * @param serverKeys the RSA keys that are trusted
   * @param dc the data centre's number
   * @param lifeSeconds how long each key shall live
   */
  public record Settings(ServerKeys serverKeys, int dc, int lifeSeconds) {}

  /** Where it puts what it wants done. Only a lost line may be told from there. */
  public interface Out {
    /** Send on the line. */
    void send(Bytes frame);

    /** Nothing may leave under the key that was bound before, until it is released or replaced. */
    void hold();

    /** The server may use this key for any session as soon as it has bound it. */
    void expect(AuthKey key);

    /** The key before may be used again. */
    void release();

    /** This key is bound, the {@code number}-th from 1: use it, and introduce the client again. */
    void bound(Agreed key, int number, long now);

    /** The server did not keep the rules, or to the time: another line is wanted. */
    void failed(Fault fault, long now);

    /** The server does not know the permanent key any more. */
    void lost(long now);
  }

  /** What it is doing. */
  private enum Doing {
    /** Nothing; perhaps the time of the next renewal is known. */
    IDLE,
    EXCHANGING,
    BINDING,
    /** It asks under the permanent key itself whether the server knows that: once. */
    PROBING
  }

  private final Settings settings;
  private final @Nullable PermanentKey permanent;
  private final MessageCipher cipher;
  private final Entropy entropy;
  private final Out out;
  private final DhGroups groups;
  private final KeyBinding binding = new KeyBinding();
  private Doing doing = Doing.IDLE;
  private @Nullable ClientHandshake exchange;
  private @Nullable Agreed next;
  private @Nullable SideSession side;
  private boolean attached;
  private boolean probed;
  private int number;
  private long boundAt;
  private long endsAt;
  private long beginAt;
  private long beganAt;
  private long pause = PAUSE_FIRST;
  private long now;

  /**
   * No key, and no line.
   *
   * @param permanent what they are bound to; null for the keys of a CDN, which nobody binds
   */
  public TemporaryKeys(
      Settings settings,
      @Nullable PermanentKey permanent,
      MessageCipher cipher,
      Entropy entropy,
      Out out) {
    this.settings = settings;
    this.permanent = permanent;
    this.cipher = cipher;
    this.entropy = entropy;
    this.out = out;
    this.groups = new DhGroups(entropy);
  }

  /** Whether there is a bound key that has not ended. */
  public boolean isUsable(long at) {
    return at < endsAt;
  }

  /** How many keys were bound. */
  public int number() {
    return number;
  }

  /** A line stands. What was half done on another one begins anew. */
  public void attached(long at) {
    now = at;
    attached = true;
    probed = false; // a question that went down with its line was none
    stop();
    begin();
  }

  /** The line is no more. */
  public void detached() {
    attached = false;
    stop();
  }

  /** The server does not know the key under which something was sent (-404). */
  public void unknown(long at) {
    now = at;
    if (doing == Doing.PROBING) {
      out.lost(at);
    } else {
      // Whichever of the temporary ones it was: the next is made on the next line.
      endsAt = 0;
      beginAt = 0;
    }
  }

  private void stop() {
    if (doing == Doing.BINDING && now < endsAt) {
      out.release();
    }
    doing = Doing.IDLE;
    exchange = null;
    next = null;
    side = null;
  }

  private void begin() {
    if (!attached || doing != Doing.IDLE || now < beginAt) {
      return;
    }
    doing = Doing.EXCHANGING;
    ClientHandshake begun =
        new ClientHandshake(
            new ClientHandshake.Settings(
                settings.serverKeys(), settings.dc(), settings.lifeSeconds(), groups),
            entropy,
            new ExchangeOut());
    exchange = begun;
    beganAt = now;
    begun.start(now);
  }

  // Frames.

  /** A frame without a key; returns whether it belongs to an exchange of this object. */
  public boolean receivedPlain(Bytes frame, long at) throws ProtocolException {
    now = at;
    ClientHandshake current = exchange;
    if (current == null || !current.concerns(frame)) {
      return false;
    }
    current.received(frame, at);
    return true;
  }

  /** Whether a frame is under a key that only this object uses so far. */
  public boolean concerns(Bytes frame) {
    SideSession mine = side;
    return doing != Doing.IDLE && mine != null && frame.int64(0) == mine.keyId();
  }

  /** A frame of the session beside that of the calls. */
  public void received(Bytes frame, long at) throws ProtocolException {
    now = at;
    SideSession mine = side;
    if (mine != null) {
      mine.received(frame, at);
      settle(mine);
    }
  }

  /** Whether there is a session beside that of the calls, which may still hear of something. */
  public boolean hasSide() {
    return side != null;
  }

  // The proof.

  private void agreed(Agreed agreed) {
    exchange = null;
    PermanentKey proven = permanent;
    if (proven == null) {
      use(agreed);
      return;
    }
    next = agreed;
    SideSession session =
        new SideSession(
            new SideSession.Start(agreed.key(), agreed.serverSalt(), agreed.clockOffset()),
            cipher,
            entropy,
            out::send);
    side = session;
    doing = Doing.BINDING;
    out.hold();
    out.expect(agreed.key());
    long nonce = entropy.nextLong();
    session.ask(
        messageId ->
            TlObjects.toBytes(
                binding.request(
                    proven.key(),
                    new KeyBinding.Under(
                        agreed.key().id(), agreed.expiresAt(), session.id(), messageId),
                    nonce,
                    entropy)),
        now);
  }

  private void settle(SideSession mine) {
    if (doing == Doing.IDLE) {
      return;
    }
    Bytes result = mine.takeResult();
    if (result != null) {
      if (doing == Doing.PROBING) {
        again(); // whatever the answer says, it is one: the key lives
      } else {
        answered(result);
      }
    } else if (mine.hasFailed()) {
      again();
      out.failed(TimedOut.KEY_EXCHANGE, now);
    }
  }

  private void answered(Bytes result) {
    RpcError error = error(result);
    Agreed made = next;
    PermanentKey proven = permanent;
    if (error == null && made != null) {
      use(made);
    } else if (error != null
        && error.errorMessage().equals(KeyBinding.ENCRYPTED_MESSAGE_INVALID.text())
        && proven != null
        && proven.mayBeLost(boundAt, now)
        && !probed
        && made != null) {
      probe(proven.key(), made);
    } else {
      again();
    }
  }

  private void use(Agreed made) {
    doing = Doing.IDLE;
    next = null;
    number++;
    boundAt = now;
    probed = false;
    pause = PAUSE_FIRST;
    long life = settings.lifeSeconds() * Time.SECOND;
    endsAt = beganAt + life - ENDS_EARLIER;
    beginAt = endsAt - Math.min(RENEWED_BEFORE_MAX, life / 4);
    out.bound(made, number, now);
  }

  private static @Nullable RpcError error(Bytes result) {
    try {
      TlReader from = new TlReader(result);
      return TlObjects.read(from) instanceof RpcError error ? error : null;
    } catch (ProtocolException unreadable) {
      return new RpcError(500, "ANSWER_UNREADABLE");
    }
  }

  /**
   * Without perfect forward secrecy, once on a line: only a server that answers -404 here is
   * believed. Its clock is known from the exchange of the key that it refused to bind.
   */
  private void probe(AuthKey key, Agreed refused) {
    stop();
    probed = true;
    doing = Doing.PROBING;
    SideSession session =
        new SideSession(
            new SideSession.Start(key, 0, refused.clockOffset()), cipher, entropy, out::send);
    side = session;
    Bytes question = TlObjects.toBytes(new HelpGetConfig());
    session.ask(_ -> question, now);
  }

  private void again() {
    stop();
    beginAt = now + pause;
    pause = Math.min(2 * pause, PAUSE_MAX);
  }

  // Time.

  /** Renews what is to be renewed, repeats what has no answer. */
  public void wake(long at) {
    now = at;
    if (!attached) {
      return;
    }
    begin();
    ClientHandshake current = exchange;
    if (current != null) {
      current.wake(at);
    }
    SideSession mine = side;
    if (mine != null) {
      mine.wake(at);
      settle(mine);
    }
    if (endsAt != 0 && endsAt <= at) {
      endsAt = 0;
      out.hold(); // a key is not used beyond its end
    }
  }

  /** When {@link #wake} has something to do. */
  public long nextWake() {
    if (!attached) {
      return Time.NEVER;
    }
    ClientHandshake current = exchange;
    SideSession mine = side;
    long due = doing == Doing.IDLE ? beginAt : Time.NEVER;
    due = Math.min(due, endsAt == 0 ? Time.NEVER : endsAt);
    due = Math.min(due, current == null ? Time.NEVER : current.nextWake());
    return Math.min(due, mine == null ? Time.NEVER : mine.nextWake());
  }

  private final class ExchangeOut implements ClientHandshake.Out {
    @Override
    public void send(Bytes frame) {
      out.send(frame);
    }

    @Override
    public void agreed(Agreed agreed) {
      TemporaryKeys.this.agreed(agreed);
    }

    @Override
    public void failed(Fault fault) {
      again();
      out.failed(fault, now);
    }
  }
}
