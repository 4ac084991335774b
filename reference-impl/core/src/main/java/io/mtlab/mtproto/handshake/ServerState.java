package io.mtlab.mtproto.handshake;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.crypto.AuthKey;
import io.mtlab.mtproto.crypto.DhGroup;
import io.mtlab.mtproto.crypto.Entropy;
import io.mtlab.mtproto.crypto.NonceHash;
import io.mtlab.mtproto.crypto.Pq;
import io.mtlab.mtproto.crypto.TmpAes;
import io.mtlab.mtproto.fault.PeerIncompatible;
import io.mtlab.mtproto.fault.PeerMisbehaved;
import io.mtlab.mtproto.fault.ProtocolException;
import io.mtlab.mtproto.machine.Time;
import io.mtlab.mtproto.tl.TlObject;
import io.mtlab.mtproto.tl.service.ClientDHInnerData;
import io.mtlab.mtproto.tl.service.DhGenFail;
import io.mtlab.mtproto.tl.service.DhGenOk;
import io.mtlab.mtproto.tl.service.DhGenRetry;
import io.mtlab.mtproto.tl.service.ReqDHParams;
import io.mtlab.mtproto.tl.service.ServerDHInnerData;
import io.mtlab.mtproto.tl.service.ServerDHParamsOk;
import io.mtlab.mtproto.tl.service.SetClientDHParams;

/** What a server knows at a point of one exchange, and what it makes of the client's query. */
sealed interface ServerState {
  /** What follows from the client's query in this state. */
  Step on(TlObject query, Surroundings with, long now) throws ProtocolException;

  /** What is the same in all states. */
  record Surroundings(
      ServerHandshake.Settings settings, Entropy entropy, ServerHandshake.Out out) {}

  /** What follows from a query. */
  sealed interface Step {
    /** An answer, and the state after it. */
    record Reply(TlObject answer, ServerState next) implements Step {}

    /** A key that the owner has to decide about before the client is answered. */
    record Propose(Agreed agreed, Deciding next) implements Step {}
  }

  /** After resPQ. */
  record AwaitDhParams(Bytes nonce, Bytes serverNonce, Pq pq) implements ServerState {
    @Override
    public Step on(TlObject query, Surroundings with, long now) throws ProtocolException {
      if (!(query instanceof ReqDHParams req)) {
        throw new ProtocolException(PeerMisbehaved.OUT_OF_TURN);
      }
      demand(req.nonce().equals(nonce), PeerMisbehaved.NONCE_MISMATCH);
      demand(req.serverNonce().equals(serverNonce), PeerMisbehaved.SERVER_NONCE_MISMATCH);
      demand(req.p().equals(pq.pBytes()) && req.q().equals(pq.qBytes()), PeerMisbehaved.PQ);
      InnerPq inner = InnerPq.decrypt(req, with);
      demand(inner.nonce().equals(nonce), PeerMisbehaved.NONCE_MISMATCH);
      demand(inner.serverNonce().equals(serverNonce), PeerMisbehaved.SERVER_NONCE_MISMATCH);
      demand(inner.factors(pq), PeerMisbehaved.PQ);
      if (!inner.isFor(with.settings().dc())) {
        throw new ProtocolException(PeerIncompatible.WRONG_DC);
      }
      demand(inner.expiresIn() >= 0, PeerMisbehaved.EXPIRES_IN);
      return offer(new Nonces(nonce, serverNonce, inner.newNonce()), inner, with, now);
    }

    private static Step offer(Nonces nonces, InnerPq wanted, Surroundings with, long now) {
      DhGroup group = with.settings().group();
      DhSecret secret = DhSecret.draw(group, with.entropy());
      Bytes inner =
          PlainBody.write(
              ServerDHInnerData.builder()
                  .nonce(nonces.client())
                  .serverNonce(nonces.server())
                  .g(group.generator())
                  .dhPrime(group.prime())
                  .gA(Bytes.wrap(secret.publicValue()))
                  .serverTime((int) (now / Time.SECOND))
                  .build());
      TmpAes aes = new TmpAes(nonces.secret(), nonces.server());
      Bytes sealed = aes.seal(inner.toArray(), with.entropy());
      int expiresIn = wanted.expiresIn();
      int expiresAt = expiresIn == 0 ? 0 : Expiry.at(now, expiresIn);
      var key = new Wanted(expiresAt, wanted.isForMedia());
      return new Step.Reply(
          new ServerDHParamsOk(nonces.client(), nonces.server(), sealed),
          new AwaitClientDh(nonces, aes, secret, key, 0, 0));
    }
  }

  /**
   * What a key is for.
   *
   * @param expiresAt Unix seconds; 0 for a permanent key
   * @param media whether it is for the media servers of the data centre
   */
  record Wanted(int expiresAt, boolean media) {}

  /**
   * After server_DH_params_ok.
   *
   * @param wanted what the key is for
   * @param retryId the aux hash of the key that was refused before; 0 at first
   * @param retries how many were refused
   */
  record AwaitClientDh(
      Nonces nonces, TmpAes aes, DhSecret secret, Wanted wanted, long retryId, int retries)
      implements ServerState {
    @Override
    public Step on(TlObject query, Surroundings with, long now) throws ProtocolException {
      if (!(query instanceof SetClientDHParams set)) {
        throw new ProtocolException(PeerMisbehaved.OUT_OF_TURN);
      }
      nonces.demand(set.nonce(), set.serverNonce());
      ClientDHInnerData inner = PlainBody.clientInnerData(aes.open(set.encryptedData()));
      nonces.demand(inner.nonce(), inner.serverNonce());
      demand(inner.retryId() == retryId, PeerMisbehaved.RETRY_ID);
      byte[] shared = with.settings().group().sharedKey(inner.gB().toArray(), secret.exponent());
      AuthKey key = AuthKey.of(shared);
      Deciding deciding = new Deciding(this, key);
      if (key.id() == 0) {
        // 0 on the wire means that there is no key.
        return deciding.decided(ServerHandshake.Decision.TAKEN);
      }
      return new Step.Propose(
          new Agreed(key, nonces.firstSalt(), 0, wanted.expiresAt(), wanted.media()), deciding);
    }

    private AwaitClientDh refused(AuthKey key) {
      return new AwaitClientDh(nonces, aes, secret, wanted, key.auxHash(), retries + 1);
    }

    private void forget() {
      aes.forget();
      secret.forget();
    }
  }

  /** After set_client_DH_params, while the owner looks whether the key may be kept. */
  record Deciding(AwaitClientDh before, AuthKey key) implements ServerState {
    @Override
    public Step on(TlObject query, Surroundings with, long now) throws ProtocolException {
      throw new ProtocolException(PeerMisbehaved.OUT_OF_TURN);
    }

    Step.Reply decided(ServerHandshake.Decision decision) {
      Nonces nonces = before.nonces();
      Bytes client = nonces.client();
      Bytes server = nonces.server();
      boolean again = before.retries() < ClientHandshake.RETRIES_MAX;
      if (decision == ServerHandshake.Decision.TAKEN && again) {
        Bytes hash = NonceHash.of(nonces.secret(), NonceHash.RETRY, key);
        return new Step.Reply(new DhGenRetry(client, server, hash), before.refused(key));
      }
      before.forget();
      if (decision == ServerHandshake.Decision.KEEP) {
        Bytes hash = NonceHash.of(nonces.secret(), NonceHash.OK, key);
        return new Step.Reply(new DhGenOk(client, server, hash), new Over());
      }
      Bytes hash = NonceHash.of(nonces.secret(), NonceHash.FAIL, key);
      return new Step.Reply(new DhGenFail(client, server, hash), new Over());
    }
  }

  /** The exchange has ended, well or badly: no further query of it is right. */
  record Over() implements ServerState {
    @Override
    public Step on(TlObject query, Surroundings with, long now) throws ProtocolException {
      throw new ProtocolException(PeerMisbehaved.OUT_OF_TURN);
    }
  }

  private static void demand(boolean held, PeerMisbehaved otherwise) throws ProtocolException {
    if (!held) {
      throw new ProtocolException(otherwise);
    }
  }
}
