package io.mtlab.mtproto.handshake;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.crypto.AuthKey;
import io.mtlab.mtproto.crypto.DhGroup;
import io.mtlab.mtproto.crypto.Entropy;
import io.mtlab.mtproto.crypto.NonceHash;
import io.mtlab.mtproto.crypto.Pq;
import io.mtlab.mtproto.crypto.RsaPad;
import io.mtlab.mtproto.crypto.RsaPublicKey;
import io.mtlab.mtproto.crypto.TmpAes;
import io.mtlab.mtproto.fault.PeerMisbehaved;
import io.mtlab.mtproto.fault.ProtocolException;
import io.mtlab.mtproto.machine.Time;
import io.mtlab.mtproto.tl.TlMethod;
import io.mtlab.mtproto.tl.TlObject;
import io.mtlab.mtproto.tl.service.ClientDHInnerData;
import io.mtlab.mtproto.tl.service.DhGenFail;
import io.mtlab.mtproto.tl.service.DhGenOk;
import io.mtlab.mtproto.tl.service.DhGenRetry;
import io.mtlab.mtproto.tl.service.PQInnerDataDc;
import io.mtlab.mtproto.tl.service.PQInnerDataTempDc;
import io.mtlab.mtproto.tl.service.ReqDHParams;
import io.mtlab.mtproto.tl.service.ResPQ;
import io.mtlab.mtproto.tl.service.ServerDHInnerData;
import io.mtlab.mtproto.tl.service.ServerDHParamsOk;
import io.mtlab.mtproto.tl.service.SetClientDHParams;

/** What a client knows at a point of the exchange, and what it makes of the server's answer. */
sealed interface ClientState {
  /** What follows from the server's answer to the query of this state. */
  Step on(TlObject answer, Surroundings with, long now) throws ProtocolException;

  /** What is the same in all states. */
  record Surroundings(ClientHandshake.Settings settings, Entropy entropy) {}

  /** What follows from an answer. */
  sealed interface Step {
    /** The next query, and the state that waits for its answer. */
    record Ask(TlMethod<?> query, ClientState next) implements Step {}

    /** The exchange is over. */
    record Done(Agreed agreed) implements Step {}

    /** The server could not go on, and proved that it is the server: begin again. */
    record Again() implements Step {}
  }

  /** After req_pq_multi. */
  record AwaitResPq(Bytes nonce) implements ClientState {
    private static final int NEW_NONCE_BYTES = 32;

    @Override
    public Step on(TlObject answer, Surroundings with, long now) throws ProtocolException {
      if (!(answer instanceof ResPQ resPq)) {
        throw new ProtocolException(PeerMisbehaved.OUT_OF_TURN);
      }
      demand(resPq.nonce().equals(nonce), PeerMisbehaved.NONCE_MISMATCH);
      ClientHandshake.Settings settings = with.settings();
      RsaPublicKey key = settings.keys().choose(resPq.serverPublicKeyFingerprints());
      Pq pq = Pq.factor(resPq.pq());
      Bytes newNonce = Bytes.wrap(with.entropy().bytes(NEW_NONCE_BYTES));
      Nonces nonces = new Nonces(nonce, resPq.serverNonce(), newNonce);
      Bytes inner = PlainBody.write(innerData(nonces, pq, settings));
      return new Step.Ask(
          new ReqDHParams(
              nonce,
              nonces.server(),
              pq.pBytes(),
              pq.qBytes(),
              key.fingerprint(),
              RsaPad.encrypt(key, inner.toArray(), with.entropy())),
          new AwaitServerDh(nonces));
    }

    private static TlObject innerData(Nonces nonces, Pq pq, ClientHandshake.Settings settings) {
      if (settings.expiresIn() == 0) {
        return PQInnerDataDc.builder()
            .pq(pq.productBytes())
            .p(pq.pBytes())
            .q(pq.qBytes())
            .nonce(nonces.client())
            .serverNonce(nonces.server())
            .newNonce(nonces.secret())
            .dc(settings.dc())
            .build();
      }
      return PQInnerDataTempDc.builder()
          .pq(pq.productBytes())
          .p(pq.pBytes())
          .q(pq.qBytes())
          .nonce(nonces.client())
          .serverNonce(nonces.server())
          .newNonce(nonces.secret())
          .dc(settings.dc())
          .expiresIn(settings.expiresIn())
          .build();
    }
  }

  /** After req_DH_params. */
  record AwaitServerDh(Nonces nonces) implements ClientState {
    @Override
    public Step on(TlObject answer, Surroundings with, long now) throws ProtocolException {
      // server_DH_params_fail left the schema; whoever sends it is out of turn.
      if (!(answer instanceof ServerDHParamsOk params)) {
        throw new ProtocolException(PeerMisbehaved.OUT_OF_TURN);
      }
      nonces.demand(params.nonce(), params.serverNonce());
      TmpAes aes = new TmpAes(nonces.secret(), nonces.server());
      ServerDHInnerData inner = PlainBody.serverInnerData(aes.open(params.encryptedAnswer()));
      nonces.demand(inner.nonce(), inner.serverNonce());
      DhGroup group = with.settings().groups().check(inner.dhPrime(), inner.g());
      group.check(inner.gA().toArray());
      long serverTime = inner.serverTime() * Time.SECOND;
      return new Offer(nonces, aes, group, inner.gA(), serverTime, serverTime - now)
          .answer(with, 0, 0);
    }
  }

  /** What the server offered, kept for further attempts. */
  record Offer(
      Nonces nonces, TmpAes aes, DhGroup group, Bytes gA, long serverTime, long clockOffset) {
    /** Draws b and sends g_b. */
    Step answer(Surroundings with, long retryId, int retries) throws ProtocolException {
      DhSecret secret = DhSecret.draw(group, with.entropy());
      AuthKey key = AuthKey.of(group.sharedKey(gA.toArray(), secret.exponent()));
      Bytes inner =
          PlainBody.write(
              new ClientDHInnerData(
                  nonces.client(), nonces.server(), retryId, Bytes.wrap(secret.publicValue())));
      secret.forget();
      Bytes sealed = aes.seal(inner.toArray(), with.entropy());
      return new Step.Ask(
          new SetClientDHParams(nonces.client(), nonces.server(), sealed),
          new AwaitDhGen(this, key, retries));
    }
  }

  /** After set_client_DH_params: the key is there, but the server has not agreed yet. */
  record AwaitDhGen(Offer offer, AuthKey candidate, int retries) implements ClientState {
    @Override
    public Step on(TlObject answer, Surroundings with, long now) throws ProtocolException {
      return switch (answer) {
        case DhGenOk ok -> {
          demand(ok.nonce(), ok.serverNonce(), ok.newNonceHash1(), NonceHash.OK);
          yield new Step.Done(agreed(with.settings().expiresIn()));
        }
        case DhGenRetry retry -> {
          demand(retry.nonce(), retry.serverNonce(), retry.newNonceHash2(), NonceHash.RETRY);
          ClientState.demand(
              retries < ClientHandshake.RETRIES_MAX, PeerMisbehaved.TOO_MANY_RETRIES);
          yield offer.answer(with, candidate.auxHash(), retries + 1);
        }
        case DhGenFail fail -> {
          demand(fail.nonce(), fail.serverNonce(), fail.newNonceHash3(), NonceHash.FAIL);
          offer.aes().forget();
          yield new Step.Again();
        }
        default -> throw new ProtocolException(PeerMisbehaved.OUT_OF_TURN);
      };
    }

    private void demand(Bytes nonce, Bytes serverNonce, Bytes hash, int number)
        throws ProtocolException {
      offer.nonces().demand(nonce, serverNonce);
      Bytes expected = NonceHash.of(offer.nonces().secret(), number, candidate);
      ClientState.demand(
          expected.equalsInConstantTime(hash), PeerMisbehaved.NEW_NONCE_HASH_MISMATCH);
    }

    private Agreed agreed(int expiresIn) {
      offer.aes().forget();
      int expiresAt = expiresIn == 0 ? 0 : Expiry.at(offer.serverTime(), expiresIn);
      return new Agreed(
          candidate, offer.nonces().firstSalt(), offer.clockOffset(), expiresAt, false);
    }
  }

  private static void demand(boolean held, PeerMisbehaved otherwise) throws ProtocolException {
    if (!held) {
      throw new ProtocolException(otherwise);
    }
  }
}
