package io.mtlab.mtproto.handshake;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.crypto.DhGroup;
import io.mtlab.mtproto.crypto.Entropy;
import io.mtlab.mtproto.crypto.Pq;
import io.mtlab.mtproto.crypto.RsaPrivateKey;
import io.mtlab.mtproto.fault.Fault;
import io.mtlab.mtproto.fault.Malformed;
import io.mtlab.mtproto.fault.PeerIncompatible;
import io.mtlab.mtproto.fault.PeerMisbehaved;
import io.mtlab.mtproto.fault.ProtocolException;
import io.mtlab.mtproto.fault.Rules;
import io.mtlab.mtproto.machine.Time;
import io.mtlab.mtproto.tl.TlObject;
import io.mtlab.mtproto.tl.TlReader;
import io.mtlab.mtproto.tl.service.ReqDHParams;
import io.mtlab.mtproto.tl.service.ReqPq;
import io.mtlab.mtproto.tl.service.ReqPqMulti;
import io.mtlab.mtproto.tl.service.ResPQ;
import io.mtlab.mtproto.tl.service.SetClientDHParams;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * The server's side of the exchanges on one connection, told apart by their nonces. What it keeps
 * is bounded: {@link #EXCHANGES_MAX} exchanges, each for {@link #KEPT} after its last answer, and
 * {@link #WORK_MAX} costly computations a minute.
 *
 * <p>A query that breaks a rule makes {@link #received} throw; {@link
 * io.mtlab.mtproto.fault.Reaction} is what the client is told then, and all further queries of the
 * exchange meet the same. The identical query gets the identical answer.
 *
 * <p>The client hears of success only when {@link #decide} says that the key is kept: the owner
 * asks its store in between.
 *
 * @see <a href="https://core.telegram.org/mtproto/auth_key">auth_key</a>
 */
public final class ServerHandshake {
  /** Exchanges on one connection; the one that began first makes room. */
  public static final int EXCHANGES_MAX = 4;

  /** How long an exchange is remembered after its last answer. */
  public static final long KEPT = 10 * Time.MINUTE;

  /** RSA and Diffie-Hellman computations in one {@link #WORK_SPAN}. */
  public static final int WORK_MAX = 32;

  /** The time in which {@link #WORK_MAX} is counted. */
  public static final long WORK_SPAN = Time.MINUTE;

  private static final int SERVER_NONCE_BYTES = 16;

  private final ServerState.Surroundings with;
  private final PlainIds ids = PlainIds.ofServer();
  private final LinkedHashMap<Bytes, Exchange> exchanges = new LinkedHashMap<>(2);
  private long workSpanEnd = Long.MIN_VALUE;
  private int work;

  /** A connection on which nothing was exchanged yet. */
  public ServerHandshake(Settings settings, Entropy entropy, Out out) {
    this.with = new ServerState.Surroundings(settings, entropy, out);
  }

  /**
   * A frame with auth_key_id 0 came.
   *
   * @throws ProtocolException with the rule that the client broke
   */
  public void received(Bytes frame, long now) throws ProtocolException {
    PlainMessage message = PlainMessage.read(frame);
    if ((message.id() & 3) != 0) {
      judge(PeerMisbehaved.PLAIN_MESSAGE_ID);
    }
    TlReader reader = PlainBody.reader(message.body());
    TlObject query = PlainBody.query(reader);
    if (reader.left() != 0) {
      judge(Malformed.PLAIN_TRAILING_BYTES);
    }
    Bytes object = message.body().slice(0, message.body().size() - reader.left());
    switch (query) {
      case ReqPq old -> begin(old.nonce(), object, now);
      case ReqPqMulti multi -> begin(multi.nonce(), object, now);
      case ReqDHParams params -> goOn(params.nonce(), params, object, now);
      case SetClientDHParams params -> goOn(params.nonce(), params, object, now);
      default -> throw new IllegalStateException("read, but not known: " + query);
    }
  }

  /** The text forbids it; the field rules only report it. */
  private void judge(Fault fault) throws ProtocolException {
    if (!with.settings().rules().tolerates(fault)) {
      throw new ProtocolException(fault);
    }
    with.out().tolerated(fault);
  }

  private void begin(Bytes nonce, Bytes query, long now) throws ProtocolException {
    Exchange running = exchanges.get(nonce);
    if (running != null) {
      repeat(running, query);
      return;
    }
    if (exchanges.size() == EXCHANGES_MAX) {
      exchanges.pollFirstEntry();
    }
    Bytes serverNonce = Bytes.wrap(with.entropy().bytes(SERVER_NONCE_BYTES));
    Pq pq = Pq.draw(with.entropy());
    ServerState first = new ServerState.AwaitDhParams(nonce, serverNonce, pq);
    Exchange exchange = new Exchange(first, now + KEPT);
    exchanges.put(nonce, exchange);
    exchange.asked(query);
    ResPQ answer = new ResPQ(nonce, serverNonce, pq.productBytes(), with.settings().fingerprints());
    send(exchange, new ServerState.Step.Reply(answer, first), now);
  }

  private void goOn(Bytes nonce, TlObject query, Bytes bytes, long now) throws ProtocolException {
    Exchange exchange = exchanges.get(nonce);
    if (exchange == null) {
      // Another nonce, or an exchange that was never begun here.
      throw new ProtocolException(PeerMisbehaved.NONCE_MISMATCH);
    }
    if (exchange.refused() || exchange.before(bytes) != null) {
      repeat(exchange, bytes);
      return;
    }
    try {
      countWork(now);
      ServerState.Step step = exchange.state().on(query, with, now);
      exchange.asked(bytes);
      switch (step) {
        case ServerState.Step.Reply reply -> send(exchange, reply, now);
        case ServerState.Step.Propose propose -> {
          exchange.waits(propose.next());
          with.out().agreed(propose.agreed());
        }
      }
    } catch (ProtocolException broken) {
      exchange.refuse();
      throw broken;
    }
  }

  private void repeat(Exchange exchange, Bytes query) throws ProtocolException {
    Exchange.Said said = exchange.before(query);
    if (exchange.refused() || said == null) {
      throw new ProtocolException(PeerMisbehaved.OUT_OF_TURN);
    }
    if (said.answer() != null) {
      with.out().send(said.answer());
    }
  }

  private void countWork(long now) throws ProtocolException {
    if (now >= workSpanEnd) {
      workSpanEnd = now + WORK_SPAN;
      work = 0;
    }
    if (++work > WORK_MAX) {
      throw new ProtocolException(PeerMisbehaved.FLOOD);
    }
  }

  /**
   * The owner has looked whether the key of {@link Out#agreed} may be kept. Nothing happens when
   * its exchange was forgotten meanwhile.
   */
  public void decide(long authKeyId, Decision decision, long now) {
    for (Exchange exchange : exchanges.values()) {
      if (exchange.state() instanceof ServerState.Deciding deciding
          && deciding.key().id() == authKeyId) {
        send(exchange, deciding.decided(decision), now);
        return;
      }
    }
  }

  private void send(Exchange exchange, ServerState.Step.Reply reply, long now) {
    Bytes frame = new PlainMessage(ids.next(now), PlainBody.write(reply.answer())).write();
    exchange.answered(frame, reply.next(), now + KEPT);
    with.out().send(frame);
  }

  /** Forgets what was kept long enough. */
  public void wake(long now) {
    exchanges.values().removeIf(exchange -> now >= exchange.end());
  }

  /** When {@link #wake} has something to forget; {@code Time.NEVER} when nothing is kept. */
  public long nextWake() {
    long next = Time.NEVER;
    for (Exchange exchange : exchanges.values()) {
      next = Math.min(next, exchange.end());
    }
    return next;
  }

  /** Whether nothing is kept: this object may be dropped, and made anew for the next frame. */
  public boolean isIdle() {
    return exchanges.isEmpty();
  }

  /** What becomes of a key. */
  public enum Decision {
    /** It is kept: dh_gen_ok. */
    KEEP,
    /** Another key has the same id: dh_gen_retry, or dh_gen_fail after too many. */
    TAKEN,
    /** It cannot be kept: dh_gen_fail. */
    FAIL
  }

  /**
   * What a server makes keys with.
   *
   * @param keys its RSA keys, best first; at least one
   * @param dc its data centre; plus 10,000 for a test one
   * @param rules what is tolerated
   * @param group where keys are computed in
   */
  public record Settings(List<RsaPrivateKey> keys, int dc, Rules rules, DhGroup group) {
    /** In the group for which there is a table of powers. */
    public Settings(List<RsaPrivateKey> keys, int dc, Rules rules) {
      this(keys, dc, rules, DhGroup.WELL_KNOWN);
    }

    /** Copies the list. */
    public Settings {
      keys = List.copyOf(keys);
      if (keys.isEmpty()) {
        throw new IllegalArgumentException("a server has at least one RSA key");
      }
    }

    private List<Long> fingerprints() {
      return keys.stream().map(key -> key.publicKey().fingerprint()).toList();
    }

    RsaPrivateKey key(long fingerprint) throws ProtocolException {
      for (RsaPrivateKey key : keys) {
        if (key.publicKey().fingerprint() == fingerprint) {
          return key;
        }
      }
      throw new ProtocolException(PeerIncompatible.NO_COMMON_RSA_KEY);
    }
  }

  /** Where the exchanges put what they want done. They are not called back from there. */
  public interface Out {
    /** Send this frame on the connection. */
    void send(Bytes frame);

    /**
     * A key was made, and its client waits: keep it under its id, if no other key has it, and call
     * {@link ServerHandshake#decide}.
     */
    void agreed(Agreed agreed);

    /** A client broke this rule, which the field rules overlook. */
    void tolerated(Fault fault);
  }
}
