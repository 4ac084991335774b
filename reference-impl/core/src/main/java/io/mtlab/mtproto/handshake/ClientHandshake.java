package io.mtlab.mtproto.handshake;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.crypto.DhGroups;
import io.mtlab.mtproto.crypto.Entropy;
import io.mtlab.mtproto.crypto.ServerKeys;
import io.mtlab.mtproto.fault.Fault;
import io.mtlab.mtproto.fault.PeerMisbehaved;
import io.mtlab.mtproto.fault.ProtocolException;
import io.mtlab.mtproto.fault.TimedOut;
import io.mtlab.mtproto.tl.TlMethod;
import io.mtlab.mtproto.tl.TlObject;
import io.mtlab.mtproto.tl.service.ReqPqMulti;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The client's side of one exchange, on one connection. {@link #start} sends the first query; each
 * answer brings the next one, until {@link Out#agreed}. A query without an answer is sent again as
 * it is after 1, 2, 4 and then 8 s each; after 60 s the exchange is given up.
 *
 * <p>An answer that comes a second time is ignored. Any other frame that breaks a rule ends the
 * exchange without a key: {@link #received} names the rule, and the connection should be closed.
 *
 * @see <a href="https://core.telegram.org/mtproto/auth_key">auth_key</a>
 */
public final class ClientHandshake {
  /** How often the server may ask for another g_b (dh_gen_retry) in one exchange. */
  public static final int RETRIES_MAX = 5;

  /** How often the exchange begins anew after dh_gen_fail. */
  public static final int RESTARTS_MAX = 3;

  private static final int NONCE_BYTES = 16;

  /** Where the nonce stands in the frame of every answer: behind header and constructor. */
  private static final int NONCE_AT = PlainMessage.HEADER_BYTES + 4;

  private final ClientState.Surroundings with;
  private final Out out;
  private final PlainIds ids = PlainIds.ofClient();
  private final Resends resends = new Resends();

  /** Answers that had their effect: at most 3 for each start and one for each retry. */
  private final List<Bytes> taken = new ArrayList<>();

  private @Nullable Asked asked;
  private Bytes nonce = Bytes.EMPTY;
  private int restarts;

  /** An exchange that has not begun. */
  public ClientHandshake(Settings settings, Entropy entropy, Out out) {
    this.with = new ClientState.Surroundings(settings, entropy);
    this.out = out;
  }

  /** Sends req_pq_multi. */
  public void start(long now) {
    resends.begin(now);
    begin(now);
  }

  /**
   * A frame with auth_key_id 0 came. Nothing happens when the exchange is over, or when the answer
   * was here before.
   *
   * @throws ProtocolException with the rule that the server broke; the exchange is over then, and
   *     {@link Out#failed} is not called
   */
  public void received(Bytes frame, long now) throws ProtocolException {
    Asked current = asked;
    if (current == null) {
      return;
    }
    try {
      PlainMessage message = PlainMessage.read(frame);
      if ((message.id() & 1) == 0) {
        throw new ProtocolException(PeerMisbehaved.PLAIN_MESSAGE_ID);
      }
      if (taken.contains(message.body())) {
        return;
      }
      // A server may send more bytes than the object has: samples-auth_key does.
      TlObject answer = PlainBody.answer(PlainBody.reader(message.body()));
      ClientState.Step step = current.state().on(answer, with, now);
      taken.add(message.body());
      take(step, now);
    } catch (ProtocolException broken) {
      end();
      throw broken;
    }
  }

  private void take(ClientState.Step step, long now) throws ProtocolException {
    switch (step) {
      case ClientState.Step.Ask ask -> ask(ask.query(), ask.next(), now);
      case ClientState.Step.Done done -> {
        end();
        out.agreed(done.agreed());
      }
      case ClientState.Step.Again again -> {
        if (++restarts > RESTARTS_MAX) {
          throw new ProtocolException(PeerMisbehaved.DH_GEN_FAIL);
        }
        begin(now);
      }
    }
  }

  private void begin(long now) {
    nonce = Bytes.wrap(with.entropy().bytes(NONCE_BYTES));
    ask(new ReqPqMulti(nonce), new ClientState.AwaitResPq(nonce), now);
  }

  private void ask(TlMethod<?> query, ClientState next, long now) {
    Bytes frame = new PlainMessage(ids.next(now), PlainBody.write(query)).write();
    asked = new Asked(frame, next);
    resends.sent(now);
    out.send(frame);
  }

  /** Sends the last query again, or gives up. */
  public void wake(long now) {
    Asked current = asked;
    if (current == null) {
      return;
    }
    if (resends.over(now)) {
      end();
      out.failed(TimedOut.KEY_EXCHANGE);
    } else if (resends.due(now)) {
      out.send(current.frame());
    }
  }

  /** When {@link #wake} has something to do; {@code Time.NEVER} when the exchange is over. */
  public long nextWake() {
    return resends.nextWake();
  }

  /**
   * Whether a frame belongs to this exchange, by its nonce: for a connection on which several run
   * side by side. A frame that is too short to tell belongs to it.
   */
  public boolean concerns(Bytes frame) {
    return frame.size() < NONCE_AT + NONCE_BYTES
        || frame.slice(NONCE_AT, NONCE_AT + NONCE_BYTES).equals(nonce);
  }

  private void end() {
    asked = null;
    taken.clear();
    resends.stop();
  }

  private record Asked(Bytes frame, ClientState state) {}

  /**
   * What an exchange is made with.
   *
   * @param keys the server keys that are trusted
   * @param dc the data centre; plus 10,000 for a test one, negative for media
   * @param expiresIn seconds that a temporary key lives; 0 for a permanent key
   * @param groups checks the server's group and remembers the verdicts: one for a shard
   */
  public record Settings(ServerKeys keys, int dc, int expiresIn, DhGroups groups) {
    /** Checks the ranges. */
    public Settings {
      if (expiresIn < 0) {
        throw new IllegalArgumentException("a key cannot live " + expiresIn + " s");
      }
    }
  }

  /** Where the exchange puts what it wants done. It is not called back from there. */
  public interface Out {
    /** Send this frame on the connection of the exchange. */
    void send(Bytes frame);

    /** The key is agreed; the exchange is over. */
    void agreed(Agreed agreed);

    /** The server did not answer in time; the exchange is over. */
    void failed(Fault fault);
  }
}
