package io.mtlab.mtproto.endpoint;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.crypto.AuthKey;
import io.mtlab.mtproto.crypto.Sha;
import io.mtlab.mtproto.domain.DomainAnswer;
import io.mtlab.mtproto.domain.DomainRequest;
import io.mtlab.mtproto.fault.PeerMisbehaved;
import io.mtlab.mtproto.fault.ProtocolException;
import io.mtlab.mtproto.fault.RpcError;
import io.mtlab.mtproto.handshake.Agreed;
import io.mtlab.mtproto.handshake.KeyBinding;
import io.mtlab.mtproto.handshake.ServerHandshake;
import io.mtlab.mtproto.machine.Answer;
import io.mtlab.mtproto.rpc.Responder;
import io.mtlab.mtproto.session.server.ServerSalts;
import io.mtlab.mtproto.tl.TlBool;
import io.mtlab.mtproto.tl.TlMethod;
import io.mtlab.mtproto.tl.TlObject;
import io.mtlab.mtproto.tl.TlObjects;
import io.mtlab.mtproto.tl.api.AuthBindTempAuthKey;
import io.mtlab.mtproto.tl.api.AuthDropTempAuthKeys;
import io.mtlab.mtproto.tl.api.HelpGetConfig;
import io.mtlab.mtproto.tl.api.HelpGetNearestDc;
import io.mtlab.mtproto.tl.layers.Layers;
import io.mtlab.mtproto.tl.service.DestroyAuthKey;
import io.mtlab.mtproto.tl.service.DestroyAuthKeyFail;
import io.mtlab.mtproto.tl.service.DestroyAuthKeyNone;
import io.mtlab.mtproto.tl.service.DestroyAuthKeyOk;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The authorization keys of a gate: those in memory, those that are being looked up, and what binds
 * temporary keys to permanent ones. Permanent keys are kept by the store; temporary keys are known
 * here only, and nothing of them is left when they end (P-013).
 *
 * @see <a href="https://core.telegram.org/api/pfs">perfect forward secrecy</a>
 */
final class GateKeys {
  private static final RpcError TEMP_AUTH_KEY_EMPTY = new RpcError(400, "TEMP_AUTH_KEY_EMPTY");
  private static final RpcError ALREADY_BOUND = new RpcError(400, "TEMP_AUTH_KEY_ALREADY_BOUND");
  private static final RpcError AUTH_KEY_PERM_EMPTY = new RpcError(401, "AUTH_KEY_PERM_EMPTY");

  private final ServerEndpoint gate;
  private final Layers layers;
  private final Sha sha = new Sha();
  private final KeyBinding binding = new KeyBinding();
  // looked up, never walked
  private final Map<Long, GateKey> keys = new HashMap<>();
  private final Map<Long, List<Waiting>> lookedUp = new HashMap<>();

  /** Who waits for a permanent key that is being looked up. */
  private sealed interface Waiting {
    record Frame(GateConnection connection, Bytes frame) implements Waiting {}

    record Binding(GateSession session, long messageId, AuthBindTempAuthKey query)
        implements Waiting {}
  }

  /** No key in memory. */
  GateKeys(ServerEndpoint gate, Layers layers) {
    this.gate = gate;
    this.layers = layers;
  }

  // Keys come.

  /** A frame under a key; it waits while the key is looked up. */
  void received(GateConnection from, Bytes frame, long at) throws ProtocolException {
    long keyId = frame.int64(0);
    GateKey key = keys.get(keyId);
    if (key != null) {
      gate.received(from, key, frame, at);
      return;
    }
    from.await();
    lookUp(keyId, new Waiting.Frame(from, frame));
  }

  private void lookUp(long keyId, Waiting waiting) {
    List<Waiting> others = lookedUp.get(keyId);
    if (others == null) {
      others = new ArrayList<>(1);
      lookedUp.put(keyId, others);
      gate.ask(new ServerEndpoint.Pending.Key(keyId), new DomainRequest.FindKey(keyId));
    }
    others.add(waiting);
  }

  void found(long keyId, Answer answer, long now) {
    List<Waiting> waiting = lookedUp.remove(keyId);
    GateKey key = keys.get(keyId);
    if (key == null && answer instanceof DomainAnswer.KeyFound found) {
      GateClient client = new GateClient(gate, keyId, new Responder(layers, found.layer()));
      client.signedIn(found.userId());
      key = remember(permanent(found.key(), found.serverSalt()), found.madeAt(), client);
    }
    for (Waiting one : waiting == null ? List.<Waiting>of() : waiting) {
      switch (one) {
        case Waiting.Frame frame -> goOn(frame, key, now);
        case Waiting.Binding bind -> bind(bind.session(), bind.messageId(), bind.query(), key, now);
      }
    }
  }

  private void goOn(Waiting.Frame waiting, @Nullable GateKey key, long now) {
    waiting.connection().awaited();
    try {
      if (key == null) {
        throw new ProtocolException(PeerMisbehaved.UNKNOWN_AUTH_KEY);
      }
      if (!waiting.connection().isClosed()) {
        gate.received(waiting.connection(), key, waiting.frame(), now);
      }
    } catch (ProtocolException broken) {
      waiting.connection().react(broken);
    }
  }

  /** A key was made on a connection: may it be kept? A temporary one is only compared. */
  void agreed(GateConnection connection, Agreed agreed, long now) {
    long id = agreed.key().id();
    DomainRequest question =
        agreed.expiresAt() == 0
            ? new DomainRequest.KeepKey(agreed.key(), agreed.serverSalt(), now)
            : new DomainRequest.FindKey(id);
    if (keys.containsKey(id)) {
      connection.decide(id, ServerHandshake.Decision.TAKEN, now);
    } else {
      gate.ask(new ServerEndpoint.Pending.Keep(connection, agreed, now), question);
    }
  }

  /** The key is durable, or needs not be: only now may the client hear that it counts. */
  void kept(ServerEndpoint.Pending.Keep keep, Answer answer, long now) {
    AuthKey key = keep.agreed().key();
    boolean free =
        answer instanceof DomainAnswer.KeyKept
            || (keep.agreed().expiresAt() != 0 && answer instanceof DomainAnswer.KeyUnknown);
    if (!free || keys.containsKey(key.id())) {
      keep.connection().decide(key.id(), ServerHandshake.Decision.TAKEN, now);
      return;
    }
    GateClient client = new GateClient(gate, key.id(), new Responder(layers));
    remember(keep.agreed(), keep.at(), client);
    gate.happened(new ServerEvent.KeyAgreed());
    keep.connection().decide(key.id(), ServerHandshake.Decision.KEEP, now);
  }

  private static Agreed permanent(AuthKey key, long salt) {
    return new Agreed(key, salt, 0, 0, false);
  }

  private GateKey remember(Agreed made, long madeAt, GateClient client) {
    ServerSalts salts = new ServerSalts(made.key(), sha, made.serverSalt(), madeAt);
    GateKey remembered = new GateKey(gate, made, salts, client);
    keys.put(made.key().id(), remembered);
    return remembered;
  }

  // Keys are asked about.

  /** Whether the query is about keys, or its key may not call it; then it is answered here. */
  boolean handles(GateSession session, long messageId, TlMethod<?> method, long now) {
    GateKey under = session.key();
    switch (method) {
      case AuthBindTempAuthKey bind -> begin(session, messageId, bind, now);
      case AuthDropTempAuthKeys drop when !under.isUnbound() ->
          dropOthers(session, messageId, drop, now);
      case DestroyAuthKey _ -> destroy(session, messageId, now);
      case HelpGetConfig _, HelpGetNearestDc _ -> {
        return false;
      }
      default -> {
        if (under.isUnbound()) {
          session.refuse(messageId, AUTH_KEY_PERM_EMPTY, now);
        }
        return under.isUnbound();
      }
    }
    return true;
  }

  private void begin(GateSession session, long messageId, AuthBindTempAuthKey query, long now) {
    if (!session.key().isTemporary()) {
      session.refuse(messageId, TEMP_AUTH_KEY_EMPTY, now);
      return;
    }
    GateKey permanent = keys.get(query.permAuthKeyId());
    if (permanent == null) {
      lookUp(query.permAuthKeyId(), new Waiting.Binding(session, messageId, query));
    } else {
      bind(session, messageId, query, permanent, now);
    }
  }

  private void bind(
      GateSession session,
      long messageId,
      AuthBindTempAuthKey query,
      @Nullable GateKey permanent,
      long now) {
    GateKey temporary = session.key();
    if (!temporary.isTemporary() || keys.get(temporary.key().id()) != temporary) {
      return; // the key has ended while the other one was looked up: nobody can be answered
    }
    RpcError refusal = refusal(session, messageId, query, permanent, now);
    if (refusal != null || permanent == null) {
      session.refuse(
          messageId, refusal == null ? KeyBinding.ENCRYPTED_MESSAGE_INVALID : refusal, now);
      return;
    }
    if (temporary.isUnbound()) {
      GateKey before = permanent.client().bind(temporary);
      if (before != null) {
        drop(before);
      }
      gate.happened(new ServerEvent.KeyBound());
    }
    answer(session, messageId, TlBool.of(true), now);
  }

  private @Nullable RpcError refusal(
      GateSession session,
      long messageId,
      AuthBindTempAuthKey query,
      @Nullable GateKey permanent,
      long now) {
    GateKey temporary = session.key();
    AuthKey proven = permanent == null || permanent.isTemporary() ? null : permanent.key();
    int end = temporary.expiresAt();
    long off = Math.abs((long) query.expiresAt() - end);
    if (off > 0
        && off <= KeyBinding.END_SECONDS_OFF_MAX
        && session.tolerates(PeerMisbehaved.TEMPORARY_KEY_END)) {
      end = query.expiresAt(); // what the client proves; the key ends when the server said
    }
    var under = new KeyBinding.Under(temporary.key().id(), end, session.id(), messageId);
    RpcError invalid = binding.check(query, under, proven, now);
    if (invalid != null || temporary.isUnbound()) {
      return invalid;
    }
    return permanent != null && temporary.client().equals(permanent.client())
        ? null
        : ALREADY_BOUND;
  }

  private void dropOthers(
      GateSession session, long messageId, AuthDropTempAuthKeys query, long now) {
    answer(session, messageId, TlBool.of(true), now);
    for (GateKey bound : session.key().client().bound()) {
      if (!query.exceptAuthKeys().contains(bound.key().id())) {
        session.flush(now); // perhaps under the very key that goes
        drop(bound);
      }
    }
  }

  /** Under a temporary key that is bound, its permanent key is meant: P-017. */
  private void destroy(GateSession session, long messageId, long now) {
    if (session.key().isUnbound()) {
      answer(session, messageId, new DestroyAuthKeyOk(), now);
      session.flush(now);
      drop(session.key());
      return;
    }
    gate.ask(
        new ServerEndpoint.Pending.Destroy(session, messageId),
        new DomainRequest.ForgetKey(session.key().client().authKeyId()));
  }

  void destroyed(ServerEndpoint.Pending.Destroy asked, Answer answer, long now) {
    GateSession session = asked.session();
    TlObject result =
        switch (answer) {
          case DomainAnswer.KeyForgotten _ -> new DestroyAuthKeyOk();
          case DomainAnswer.KeyUnknown _ -> new DestroyAuthKeyNone();
          default -> new DestroyAuthKeyFail();
        };
    answer(session, asked.messageId(), result, now);
    if (result instanceof DestroyAuthKeyFail) {
      return;
    }
    session.flush(now);
    GateClient client = session.key().client();
    client.bound().forEach(this::drop);
    client.end();
    forget(client);
  }

  private static void answer(GateSession session, long messageId, TlObject result, long now) {
    session.answer(messageId, TlObjects.toBytes(result), now);
  }

  // Keys go.

  /** A temporary key ends: by its time, by another one that was bound, or because it was asked. */
  void drop(GateKey temporary) {
    if (keys.remove(temporary.key().id(), temporary)) {
      temporary.ended();
      GateClient client = temporary.client();
      client.unbind(temporary);
      if (client.isIdle()) {
        forget(client);
      }
    }
  }

  /** A client leaves memory, and its permanent key with it; the store still has that. */
  void forget(GateClient client) {
    GateKey key = keys.remove(client.authKeyId());
    if (key != null) {
      key.ended();
    }
  }
}
