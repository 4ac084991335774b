package io.mtlab.mtproto.endpoint;

import io.mtlab.mtproto.crypto.AuthKey;
import io.mtlab.mtproto.handshake.Agreed;
import io.mtlab.mtproto.machine.Time;
import io.mtlab.mtproto.session.server.ServerSalts;

/**
 * One authorization key at a gate, with its salts: a permanent one, or a temporary one, which lives
 * in memory only and ends by itself.
 */
final class GateKey implements Alarms.Sleeper {
  /** A temporary key that nobody binds is kept so long at most. */
  static final long UNBOUND_MAX = 10 * Time.MINUTE;

  private final ServerEndpoint gate;
  private final AuthKey key;
  private final ServerSalts salts;
  private final int expiresAt;
  private final boolean media;
  private final int alarm;
  private GateClient client;
  private boolean bound;
  private long endAt = Time.NEVER;

  /**
   * A key in memory.
   *
   * @param made what the exchange made, or the store kept
   */
  GateKey(ServerEndpoint gate, Agreed made, ServerSalts salts, GateClient client) {
    this.gate = gate;
    this.key = made.key();
    this.salts = salts;
    this.expiresAt = made.expiresAt();
    this.media = made.media();
    this.client = client;
    this.alarm = gate.alarms().register(this);
    if (isTemporary()) {
      endAt(Math.min(expiresAt * Time.SECOND, gate.now() + UNBOUND_MAX));
    }
  }

  AuthKey key() {
    return key;
  }

  ServerSalts salts() {
    return salts;
  }

  GateClient client() {
    return client;
  }

  boolean isTemporary() {
    return expiresAt != 0;
  }

  /** Whether a temporary key was made for the media servers: one of the others stands beside it. */
  boolean isForMedia() {
    return media;
  }

  /** Unix seconds; 0 for a permanent key. */
  int expiresAt() {
    return expiresAt;
  }

  /** Whether a temporary key may do no more than what binds it. */
  boolean isUnbound() {
    return isTemporary() && !bound;
  }

  void boundTo(GateClient owner) {
    client = owner;
    bound = true;
    endAt(expiresAt * Time.SECOND);
  }

  /** The key is no more. */
  void ended() {
    gate.alarms().release(alarm);
  }

  private void endAt(long at) {
    endAt = at;
    gate.alarms().arm(alarm, at);
  }

  @Override
  public void wake(long now) {
    gate.keys().drop(this);
  }

  @Override
  public long nextWake() {
    return endAt;
  }
}
