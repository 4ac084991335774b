package io.mtlab.mtproto.pfs;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.crypto.AuthKey;
import io.mtlab.mtproto.crypto.Entropy;
import io.mtlab.mtproto.crypto.MessageCipher;
import io.mtlab.mtproto.fault.ProtocolException;
import io.mtlab.mtproto.machine.Time;
import io.mtlab.mtproto.session.BadMessage;
import io.mtlab.mtproto.session.client.ClientSession;
import org.jspecify.annotations.Nullable;

/** A session for one query, beside the one that carries the client's calls. */
final class SideSession implements ClientSession.Out {
  /** Acknowledgments wait for company so long (Acks), and a little more. */
  private static final long ACKS_AFTER = Time.SECOND;

  /** Where it sends its frames. */
  interface Wire {
    void send(Bytes frame);
  }

  private final Wire wire;
  private final AuthKey key;
  private final ClientSession session;
  private @Nullable Bytes result;
  private boolean failed;
  private boolean answered;
  private long acksAt = Time.NEVER;

  /** What it begins with: a key, its first salt, the difference of the clocks. */
  record Start(AuthKey key, long salt, long clockOffset) {
    @Override
    public String toString() {
      return "Start[" + key + "]";
    }
  }

  SideSession(Start start, MessageCipher cipher, Entropy entropy, Wire wire) {
    long drawn = entropy.nextLong();
    this.wire = wire;
    this.key = start.key();
    this.session =
        new ClientSession(
            new ClientSession.Start(
                drawn == 0 ? 1 : drawn, start.key(), start.salt(), start.clockOffset(), true),
            cipher,
            this);
  }

  long id() {
    return session.id();
  }

  long keyId() {
    return key.id();
  }

  /**
   * Sends its query.
   *
   * @param body makes it for the msg_id under which it is sent, anew for each
   */
  void ask(ClientSession.Body body, long now) {
    session.query(0, body);
    session.attached(now);
    session.flush(now);
  }

  /** A frame under its key. */
  void received(Bytes frame, long now) throws ProtocolException {
    session.received(frame, now);
    session.flush(now);
    acksAt = now + ACKS_AFTER;
  }

  /** The answer, once. */
  @Nullable Bytes takeResult() {
    Bytes taken = result;
    result = null;
    return taken;
  }

  /** Whether there will be no answer. */
  boolean hasFailed() {
    return failed;
  }

  void wake(long now) {
    if (!answered) {
      session.wake(now);
    }
    if (acksAt <= now) {
      acksAt = Time.NEVER;
    }
    session.flush(now);
  }

  /** With its answer it has nothing more to do than to acknowledge what comes. */
  long nextWake() {
    return answered ? acksAt : Math.min(acksAt, session.nextWake());
  }

  @Override
  public void transmit(Bytes frame) {
    wire.send(frame);
  }

  @Override
  public void answered(long query, Bytes body) {
    result = body;
    answered = true;
  }

  @Override
  public void refused(long query, BadMessage why) {
    failed = true;
  }

  @Override
  public void updated(Bytes body) {
    // News are for the session of the calls; this one hears of nothing that matters.
  }

  @Override
  public void renewed() {
    // It has just been made.
  }

  @Override
  public void stalled() {
    failed = true;
  }

  @Override
  public void broken(BadMessage why) {
    failed = true;
  }
}
