package io.mtlab.mtproto.endpoint;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.crypto.AuthKey;
import io.mtlab.mtproto.crypto.Entropy;
import io.mtlab.mtproto.crypto.MessageCipher;
import io.mtlab.mtproto.fault.Fault;
import io.mtlab.mtproto.fault.PeerMisbehaved;
import io.mtlab.mtproto.fault.ProtocolException;
import io.mtlab.mtproto.handshake.Agreed;
import io.mtlab.mtproto.machine.Out;
import io.mtlab.mtproto.machine.Time;
import io.mtlab.mtproto.pfs.PermanentKey;
import io.mtlab.mtproto.pfs.TemporaryKeys;
import org.jspecify.annotations.Nullable;

/**
 * The keys of a client: the exchange of the permanent one, the temporary ones that are bound to it
 * if there shall be any, and what the server says of them. Gives the session of the {@link Calls}
 * the key under which it goes on.
 */
final class ClientKeys {
  /** So often a server may say that it does not know the key before the client believes it. */
  static final int UNKNOWN_KEY_ERRORS_MAX = 3;

  /** So many exchanges in a row may end by a broken rule before the client gives the server up. */
  static final int EXCHANGES_DISTRUSTED_MAX = 5;

  /** What it needs of the line in use. */
  interface Owner {
    /** Send on it. */
    void send(Bytes frame);

    /** The server did not keep the rules on it, or was silent: another one is wanted. */
    void failed(Fault fault, long now);
  }

  private final ClientSettings settings;
  private final Entropy entropy;
  private final MessageCipher cipher;
  private final Calls calls;
  private final Out out;
  private final Owner owner;
  private @Nullable KeyExchange exchange;
  private @Nullable TemporaryKeys temporary;
  private int unknownKeyErrors;
  private int distrusted;

  /** No key. */
  ClientKeys(
      ClientSettings settings,
      Entropy entropy,
      MessageCipher cipher,
      Calls calls,
      Out out,
      Owner owner) {
    this.settings = settings;
    this.entropy = entropy;
    this.cipher = cipher;
    this.calls = calls;
    this.out = out;
    this.owner = owner;
  }

  // Lines.

  /** A line stands: the session goes on over it as soon as there is a key for it. */
  void attached(Line line, long now) {
    var provision = settings.provision();
    if (!settings.temporaryKeys().bound() && !hasKey()) {
      temporary = temporaryKeys(null);
    } else if (provision != null && !hasKey()) {
      agreed(new PermanentKey(provision.key(), 0, 0), provision.serverSalt(), false);
    }
    if (hasKey()) {
      goOn(now);
    } else {
      KeyExchange begun = new KeyExchange(settings, entropy, line, new ExchangeOwner(), now);
      exchange = begun;
      begun.start();
    }
  }

  private void goOn(long now) {
    if (temporary == null || temporary.isUsable(now)) {
      calls.attached(now);
    }
    if (temporary != null) {
      temporary.attached(now);
    }
  }

  /** The exchange that runs on this line is over with it, if there is one. */
  void endExchange(Line on) {
    if (isExchanging(on)) {
      exchange = null;
    }
  }

  /** The line in use is no more. */
  void detached() {
    calls.detached();
    if (temporary != null) {
      temporary.detached();
    }
  }

  private boolean isExchanging(Line on) {
    return exchange != null && exchange.line().equals(on);
  }

  // Keys.

  private boolean hasKey() {
    return temporary != null || calls.hasSession();
  }

  /** A permanent key: what is called is encrypted with it, or with others that are bound to it. */
  private void agreed(PermanentKey key, long salt, boolean clockKnown) {
    if (settings.temporaryKeys().seconds() == 0) {
      calls.begin(new ClientSettings.Provision(key.key(), salt), key.clockOffset(), clockKnown);
    } else {
      temporary = temporaryKeys(key);
    }
  }

  private TemporaryKeys temporaryKeys(@Nullable PermanentKey boundTo) {
    var wanted =
        new TemporaryKeys.Settings(
            settings.serverKeys(), settings.dc(), settings.temporaryKeys().seconds());
    return new TemporaryKeys(wanted, boundTo, cipher, entropy, new TemporaryOwner());
  }

  /** The server does not know the key under which something was sent (-404). */
  void unknown(long now) {
    if (exchange != null) {
      return;
    }
    if (temporary != null) {
      temporary.unknown(now);
    } else if (++unknownKeyErrors >= UNKNOWN_KEY_ERRORS_MAX) {
      forget();
    }
  }

  /** The permanent key is lost, unless it was provisioned and there is no other. */
  void forget() {
    if (settings.provision() == null) {
      unknownKeyErrors = 0;
      temporary = null;
      calls.forgetKey();
      out.happened(new ClientEvent.KeyLost());
    }
  }

  /** A rule was broken on a line; returns whether this was once too often in exchanges. */
  boolean distrusts(Line line) {
    if (isExchanging(line) && ++distrusted >= EXCHANGES_DISTRUSTED_MAX) {
      distrusted = 0;
      return true;
    }
    return false;
  }

  // Frames.

  /** A frame; returns whether it was under a key and kept all rules. */
  boolean received(Line from, Bytes frame, long now) throws ProtocolException {
    if (frame.int64(0) == 0) {
      receivedPlain(from, frame, now);
      return false;
    }
    if (exchange != null) {
      return false;
    }
    receivedSealed(frame, now);
    unknownKeyErrors = 0;
    return true;
  }

  private void receivedPlain(Line from, Bytes frame, long now) throws ProtocolException {
    if (exchange != null) {
      if (isExchanging(from)) {
        exchange.received(frame, now);
      }
    } else if (temporary != null) {
      temporary.receivedPlain(frame, now);
    }
  }

  /**
   * Two sessions may be under one key: that of the calls, and the one that binds. A frame under a
   * key that was given up counts for nothing.
   */
  private void receivedSealed(Bytes frame, long now) throws ProtocolException {
    TemporaryKeys keys = temporary;
    if (keys == null) {
      calls.received(frame, now);
      return;
    }
    boolean aside = keys.concerns(frame);
    try {
      receivedSealed(keys, aside, frame, now);
    } catch (ProtocolException broken) {
      if (broken.fault() == PeerMisbehaved.SESSION_ID_MISMATCH && keys.hasSide()) {
        receivedSealed(keys, !aside, frame, now);
      } else if (broken.fault() != PeerMisbehaved.UNKNOWN_AUTH_KEY) {
        throw broken;
      }
    }
  }

  private void receivedSealed(TemporaryKeys keys, boolean aside, Bytes frame, long now)
      throws ProtocolException {
    if (aside) {
      keys.received(frame, now);
    } else {
      calls.received(frame, now);
    }
  }

  // Time.

  void wake(long now) {
    if (exchange != null) {
      exchange.wake(now);
    }
    if (temporary != null) {
      temporary.wake(now);
    }
  }

  long nextWake() {
    long agreeing = exchange == null ? Time.NEVER : exchange.nextWake();
    return temporary == null ? agreeing : Math.min(agreeing, temporary.nextWake());
  }

  /** What the exchange of the permanent key brings. */
  private final class ExchangeOwner implements KeyExchange.Owner {
    @Override
    public void agreed(Line on, Agreed agreed, long took, long now) {
      exchange = null;
      distrusted = 0;
      out.happened(new ClientEvent.KeyAgreed(took));
      ClientKeys.this.agreed(
          new PermanentKey(agreed.key(), now, agreed.clockOffset()), agreed.serverSalt(), true);
      goOn(now);
    }

    @Override
    public void failed(Line on, Fault fault, long now) {
      owner.failed(fault, now);
    }
  }

  /** What the temporary keys bring. */
  private final class TemporaryOwner implements TemporaryKeys.Out {
    @Override
    public void send(Bytes frame) {
      owner.send(frame);
    }

    @Override
    public void hold() {
      calls.hold(true);
    }

    @Override
    public void expect(AuthKey key) {
      calls.expect(key);
    }

    @Override
    public void release() {
      calls.hold(false);
    }

    @Override
    public void bound(Agreed key, int number, long now) {
      out.happened(new ClientEvent.KeyBound(number));
      var provision = new ClientSettings.Provision(key.key(), key.serverSalt());
      if (calls.hasSession()) {
        calls.rekey(provision, now);
      } else {
        calls.begin(provision, key.clockOffset(), true);
      }
      if (!calls.isAttached()) {
        calls.attached(now);
      }
    }

    @Override
    public void failed(Fault fault, long now) {
      owner.failed(fault, now);
    }

    @Override
    public void lost(long now) {
      forget();
    }
  }
}
