package io.mtlab.mtproto.endpoint;

import io.mtlab.mtproto.crypto.AuthKey;
import io.mtlab.mtproto.rpc.Responder;
import io.mtlab.mtproto.session.server.ServerSalts;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/** One authorization key at a gate: its salts, its layer, who is signed in, its sessions. */
final class GateKey {
  /** A key may have so many sessions; the oldest is forgotten for one more. */
  static final int SESSIONS_MAX = 128;

  private final ServerEndpoint gate;
  private final AuthKey key;
  private final ServerSalts salts;
  private final Responder responder;
  private final SequencedMap<Long, GateSession> sessions = LinkedHashMap.newLinkedHashMap(1);
  private long userId;

  GateKey(ServerEndpoint gate, AuthKey key, ServerSalts salts, Responder responder) {
    this.gate = gate;
    this.key = key;
    this.salts = salts;
    this.responder = responder;
  }

  AuthKey key() {
    return key;
  }

  ServerSalts salts() {
    return salts;
  }

  Responder responder() {
    return responder;
  }

  long userId() {
    return userId;
  }

  /** Somebody is signed in with this key from now on; 0 for nobody. */
  void signedIn(long user) {
    if (user == userId) {
      return;
    }
    sessions.values().forEach(session -> gate.online().remove(userId, session));
    userId = user;
    sessions.values().forEach(session -> gate.online().add(user, session));
  }

  /** The session with this id, made if it is new. */
  GateSession session(long sessionId) {
    GateSession known = sessions.get(sessionId);
    if (known != null) {
      return known;
    }
    if (sessions.size() == SESSIONS_MAX) {
      forget(sessions.values().iterator().next());
    }
    GateSession made = new GateSession(gate, this, sessionId);
    sessions.put(sessionId, made);
    gate.online().add(userId, made);
    return made;
  }

  /** Forgets a session of this key; returns whether there was one. */
  boolean destroy(long sessionId) {
    GateSession session = sessions.get(sessionId);
    if (session == null) {
      return false;
    }
    forget(session);
    return true;
  }

  /** A session is of no use any more; with the last one the key leaves memory. */
  void forget(GateSession session) {
    sessions.remove(session.id());
    gate.online().remove(userId, session);
    session.ended();
    if (sessions.isEmpty()) {
      gate.forget(this);
    }
  }
}
