package io.mtlab.mtproto.handshake;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.crypto.Pq;
import io.mtlab.mtproto.crypto.RsaLegacy;
import io.mtlab.mtproto.crypto.RsaPad;
import io.mtlab.mtproto.crypto.RsaPrivateKey;
import io.mtlab.mtproto.fault.PeerMisbehaved;
import io.mtlab.mtproto.fault.ProtocolException;
import io.mtlab.mtproto.tl.TlReader;
import io.mtlab.mtproto.tl.service.PQInnerData;
import io.mtlab.mtproto.tl.service.PQInnerDataDc;
import io.mtlab.mtproto.tl.service.PQInnerDataTemp;
import io.mtlab.mtproto.tl.service.PQInnerDataTempDc;
import io.mtlab.mtproto.tl.service.PQInnerDataType;
import io.mtlab.mtproto.tl.service.ReqDHParams;

/**
 * What a client put under the server's RSA key, of any of the four kinds.
 *
 * @param dc the data centre that the client wants; {@link #ANY_DC} where the kind has none
 * @param expiresIn seconds; 0 where a permanent key is wanted, -1 where the client said none above
 *     0
 */
record InnerPq(
    Factors product, Bytes nonce, Bytes serverNonce, Bytes newNonce, int dc, int expiresIn) {
  private static final int ANY_DC = Integer.MIN_VALUE;

  /** pq, p and q as the client wrote them. */
  record Factors(Bytes pq, Bytes p, Bytes q) {}

  /**
   * Decrypts. Under the strict rules only RSA_PAD is taken, and everything that is wrong with it
   * looks the same from outside.
   */
  static InnerPq decrypt(ReqDHParams req, ServerState.Surroundings with) throws ProtocolException {
    RsaPrivateKey key = with.settings().key(req.publicKeyFingerprint());
    try {
      Bytes padded = RsaPad.decrypt(key, req.encryptedData());
      return of(PlainBody.pqInnerData(PlainBody.reader(padded)));
    } catch (ProtocolException notRsaPad) {
      if (!with.settings().rules().tolerates(PeerMisbehaved.OLDER_RSA_PADDING)
          || notRsaPad.fault() != PeerMisbehaved.RSA_PADDING) {
        throw notRsaPad;
      }
      return ofLegacy(key, req.encryptedData(), with.out());
    }
  }

  private static InnerPq ofLegacy(RsaPrivateKey key, Bytes encrypted, ServerHandshake.Out out)
      throws ProtocolException {
    Bytes padded = RsaLegacy.decrypt(key, encrypted);
    TlReader reader = PlainBody.reader(padded.from(RsaLegacy.PADDED_SIZE - RsaLegacy.DATA_MAX));
    PQInnerDataType data = PlainBody.pqInnerData(reader);
    RsaLegacy.check(padded, RsaLegacy.DATA_MAX - reader.left());
    out.tolerated(PeerMisbehaved.OLDER_RSA_PADDING);
    return of(data);
  }

  boolean factors(Pq expected) {
    return product.pq().equals(expected.productBytes())
        && product.p().equals(expected.pBytes())
        && product.q().equals(expected.qBytes());
  }

  /** Media servers of a data centre have its number with a minus. */
  boolean isFor(int here) {
    return dc == ANY_DC || dc == here || dc == -here;
  }

  boolean isForMedia() {
    return dc != ANY_DC && dc < 0;
  }

  private static InnerPq of(PQInnerDataType data) {
    return switch (data) {
      case PQInnerData it ->
          new InnerPq(
              new Factors(it.pq(), it.p(), it.q()),
              it.nonce(),
              it.serverNonce(),
              it.newNonce(),
              ANY_DC,
              0);
      case PQInnerDataDc it ->
          new InnerPq(
              new Factors(it.pq(), it.p(), it.q()),
              it.nonce(),
              it.serverNonce(),
              it.newNonce(),
              it.dc(),
              0);
      case PQInnerDataTemp it ->
          new InnerPq(
              new Factors(it.pq(), it.p(), it.q()),
              it.nonce(),
              it.serverNonce(),
              it.newNonce(),
              ANY_DC,
              positive(it.expiresIn()));
      case PQInnerDataTempDc it ->
          new InnerPq(
              new Factors(it.pq(), it.p(), it.q()),
              it.nonce(),
              it.serverNonce(),
              it.newNonce(),
              it.dc(),
              positive(it.expiresIn()));
    };
  }

  private static int positive(int expiresIn) {
    return expiresIn > 0 ? expiresIn : -1;
  }

  @Override
  public String toString() {
    return "InnerPq[dc " + dc + "]";
  }
}
