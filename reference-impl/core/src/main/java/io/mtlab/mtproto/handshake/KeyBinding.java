package io.mtlab.mtproto.handshake;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.crypto.AuthKey;
import io.mtlab.mtproto.crypto.Direction;
import io.mtlab.mtproto.crypto.Entropy;
import io.mtlab.mtproto.crypto.Mtproto1Cipher;
import io.mtlab.mtproto.fault.ProtocolException;
import io.mtlab.mtproto.fault.RpcError;
import io.mtlab.mtproto.machine.Time;
import io.mtlab.mtproto.tl.TlObjects;
import io.mtlab.mtproto.tl.TlReader;
import io.mtlab.mtproto.tl.TlWriter;
import io.mtlab.mtproto.tl.api.AuthBindTempAuthKey;
import io.mtlab.mtproto.tl.service.BindAuthKeyInner;
import org.jspecify.annotations.Nullable;

/**
 * The proof that a temporary key and a permanent one have the same owner: {@code
 * bind_auth_key_inner} under the permanent key, in the form of MTProto 1.0, inside a query under
 * the temporary key. One object for each shard.
 *
 * @see <a href="https://core.telegram.org/method/auth.bindTempAuthKey">auth.bindTempAuthKey</a>
 * @see <a href="https://core.telegram.org/api/pfs">perfect forward secrecy</a>
 */
public final class KeyBinding {
  /** The proof does not decrypt, or a field of it is not that of the query. */
  public static final RpcError ENCRYPTED_MESSAGE_INVALID =
      new RpcError(400, "ENCRYPTED_MESSAGE_INVALID");

  /** The moment of expiry is over, or not that of the temporary key. */
  public static final RpcError EXPIRES_AT_INVALID = new RpcError(400, "EXPIRES_AT_INVALID");

  /**
   * By so many seconds a client may be off that counts from the end of its exchange: an exchange is
   * given up after a minute.
   */
  public static final int END_SECONDS_OFF_MAX = 60;

  /** Bytes in front of the body: random, msg_id, seqno and length. */
  private static final int HEADER_SIZE = 32;

  private static final int RANDOM_SIZE = 16;

  private final Mtproto1Cipher cipher = new Mtproto1Cipher();

  /**
   * What a query arrives under, or will be sent under.
   *
   * @param tempAuthKeyId the temporary key
   * @param expiresAt when that key ends, in seconds since the Unix epoch
   * @param sessionId the session of the query
   * @param msgId the query's own msg_id
   */
  public record Under(long tempAuthKeyId, int expiresAt, long sessionId, long msgId) {}

  /**
   * The query that binds a temporary key. It holds for this msg_id only: sent again under another
   * one, it must be made anew.
   *
   * @param nonce random, the same inside and outside
   */
  public AuthBindTempAuthKey request(AuthKey permanent, Under under, long nonce, Entropy entropy) {
    BindAuthKeyInner inner =
        new BindAuthKeyInner(
            nonce, under.tempAuthKeyId(), permanent.id(), under.sessionId(), under.expiresAt());
    Bytes body = TlObjects.toBytes(inner);
    TlWriter plain = new TlWriter(HEADER_SIZE + body.size());
    plain.raw(Bytes.wrap(entropy.bytes(RANDOM_SIZE)));
    plain.int64(under.msgId());
    plain.int32(0);
    plain.int32(body.size());
    plain.raw(body);
    Bytes sealed = cipher.seal(permanent, Direction.TO_SERVER, plain.toBytes().toArray(), entropy);
    return new AuthBindTempAuthKey(permanent.id(), nonce, under.expiresAt(), sealed);
  }

  /**
   * Checks a query as a server.
   *
   * @param permanent the key that the query names; null if there is none
   * @return what to answer instead of true; null if the keys belong together
   */
  public @Nullable RpcError check(
      AuthBindTempAuthKey query, Under under, @Nullable AuthKey permanent, long now) {
    if (permanent == null || !proves(query, under, permanent)) {
      return ENCRYPTED_MESSAGE_INVALID;
    }
    boolean over = query.expiresAt() <= now / Time.SECOND;
    return over || query.expiresAt() != under.expiresAt() ? EXPIRES_AT_INVALID : null;
  }

  private boolean proves(AuthBindTempAuthKey query, Under under, AuthKey permanent) {
    try {
      Bytes plain = cipher.open(permanent, Direction.TO_SERVER, query.encryptedMessage());
      TlReader reader = new TlReader(plain.from(HEADER_SIZE));
      BindAuthKeyInner inner = BindAuthKeyInner.read(reader);
      reader.end();
      BindAuthKeyInner expected =
          new BindAuthKeyInner(
              query.nonce(),
              under.tempAuthKeyId(),
              query.permAuthKeyId(),
              under.sessionId(),
              query.expiresAt());
      long msgId = plain.int64(RANDOM_SIZE);
      int seqNo = plain.int32(RANDOM_SIZE + Long.BYTES);
      return inner.equals(expected) && msgId == under.msgId() && seqNo == 0;
    } catch (ProtocolException refused) {
      return false; // one answer for all: which check failed is nobody's business
    }
  }
}
