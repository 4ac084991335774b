package io.mtlab.mtproto.endpoint;

import io.mtlab.mtproto.rpc.Responder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What belongs to a permanent authorization key, whichever key encrypts: its layer, who is signed
 * in, its sessions (P-017). A temporary key that is not bound has one of its own for the time
 * being.
 */
final class GateClient {
  /** A client may have so many sessions; the oldest is forgotten for one more. */
  static final int SESSIONS_MAX = 128;

  private final ServerEndpoint gate;
  private final long authKeyId;
  private final Responder responder;
  private final SequencedMap<Long, GateSession> sessions = LinkedHashMap.newLinkedHashMap(1);
  private @Nullable GateKey temporary;
  private @Nullable GateKey media;
  private long userId;

  /**
   * A client without sessions.
   *
   * @param authKeyId its permanent key; that of the temporary key until this is bound
   */
  GateClient(ServerEndpoint gate, long authKeyId, Responder responder) {
    this.gate = gate;
    this.authKeyId = authKeyId;
    this.responder = responder;
  }

  long authKeyId() {
    return authKeyId;
  }

  Responder responder() {
    return responder;
  }

  long userId() {
    return userId;
  }

  /** The temporary keys that are bound now: at most one, and one for the media servers. */
  List<GateKey> bound() {
    return Stream.of(temporary, media).filter(Objects::nonNull).toList();
  }

  boolean hasTemporaryKeys() {
    return temporary != null || media != null;
  }

  boolean isIdle() {
    return sessions.isEmpty() && !hasTemporaryKeys();
  }

  /** Somebody is signed in with this client's key from now on; 0 for nobody. */
  void signedIn(long user) {
    if (user == userId) {
      return;
    }
    sessions.values().forEach(session -> gate.online().remove(userId, session));
    userId = user;
    sessions.values().forEach(session -> gate.online().add(user, session));
  }

  /**
   * The session with this id, made if it is new; it is encrypted with {@code under} from now on.
   */
  GateSession session(long sessionId, GateKey under) {
    GateSession known = sessions.get(sessionId);
    if (known != null && known.isWornOut()) {
      end(known);
    } else if (known != null) {
      known.rekey(under);
      return known;
    }
    if (sessions.size() == SESSIONS_MAX) {
      forget(sessions.values().iterator().next());
    }
    GateSession made = new GateSession(gate, under, sessionId);
    sessions.put(sessionId, made);
    gate.online().add(userId, made);
    return made;
  }

  /**
   * A temporary key of this client is proven: it takes the place of the one before of its kind,
   * whose sessions go on under it, and brings the sessions that it has made alone.
   *
   * @return the key that it replaces, if any
   */
  @Nullable GateKey bind(GateKey key) {
    GateKey before = key.isForMedia() ? media : temporary;
    GateClient alone = key.client();
    if (key.isForMedia()) {
      media = key;
    } else {
      temporary = key;
    }
    key.boundTo(this);
    responder.adopt(alone.responder);
    for (GateSession session : List.copyOf(alone.sessions.values())) {
      GateSession replaced = sessions.remove(session.id());
      if (replaced != null) {
        gate.online().remove(userId, replaced);
        replaced.ended();
      }
      sessions.put(session.id(), session);
      gate.online().add(userId, session);
    }
    alone.sessions.clear();
    for (GateSession session : sessions.values()) {
      if (session.key().equals(before)) {
        session.rekey(key);
      }
    }
    return before;
  }

  /** A temporary key is no more: what it encrypted waits for the next one. */
  void unbind(GateKey key) {
    if (key.equals(temporary)) {
      temporary = null;
    } else if (key.equals(media)) {
      media = null;
    }
    for (GateSession session : List.copyOf(sessions.values())) {
      if (session.key().equals(key)) {
        session.detached(gate.now());
      }
    }
  }

  /** Forgets a session of this client; returns whether there was one. */
  boolean destroy(long sessionId) {
    GateSession session = sessions.get(sessionId);
    if (session == null) {
      return false;
    }
    forget(session);
    return true;
  }

  /** A session is of no use any more; with the last one the client leaves memory. */
  void forget(GateSession session) {
    end(session);
    if (isIdle()) {
      gate.keys().forget(this);
    }
  }

  /** Everything ends: the permanent key is destroyed. */
  void end() {
    List.copyOf(sessions.values()).forEach(this::end);
  }

  private void end(GateSession session) {
    sessions.remove(session.id());
    gate.online().remove(userId, session);
    session.ended();
  }
}
