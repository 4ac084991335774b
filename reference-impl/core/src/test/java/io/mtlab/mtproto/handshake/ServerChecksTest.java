package io.mtlab.mtproto.handshake;

import static io.mtlab.mtproto.handshake.Change.NONCE;
import static io.mtlab.mtproto.handshake.Change.SERVER_NONCE;
import static io.mtlab.mtproto.handshake.Change.flip;
import static org.assertj.core.api.Assertions.assertThat;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.crypto.RsaLegacy;
import io.mtlab.mtproto.crypto.RsaPad;
import io.mtlab.mtproto.fault.Fault;
import io.mtlab.mtproto.fault.Malformed;
import io.mtlab.mtproto.fault.PeerIncompatible;
import io.mtlab.mtproto.fault.PeerMisbehaved;
import io.mtlab.mtproto.fault.ProtocolException;
import io.mtlab.mtproto.fault.Rules;
import io.mtlab.mtproto.tl.TlObject;
import io.mtlab.mtproto.tl.TlObjects;
import io.mtlab.mtproto.tl.TlReader;
import io.mtlab.mtproto.tl.service.ClientDHInnerData;
import io.mtlab.mtproto.tl.service.PQInnerData;
import io.mtlab.mtproto.tl.service.PQInnerDataDc;
import io.mtlab.mtproto.tl.service.PQInnerDataTemp;
import io.mtlab.mtproto.tl.service.PQInnerDataTempDc;
import io.mtlab.mtproto.tl.service.Ping;
import io.mtlab.mtproto.tl.service.ReqDHParams;
import io.mtlab.mtproto.tl.service.ReqPq;
import io.mtlab.mtproto.tl.service.SetClientDHParams;
import io.mtlab.testing.Requirement;
import java.math.BigInteger;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A client that is wrong in one place; the server names the rule and keeps no key. */
class ServerChecksTest {
  private static final int REQ_PQ = 0;
  private static final int REQ_DH = 1;
  private static final int SET_DH = 2;

  private final RecordedEntropy random = new RecordedEntropy(5);

  @Requirement("A-005")
  void a005_the_older_req_pq_is_answered() throws ProtocolException {
    Duel duel = new Duel().play(0);

    assertThat(
            duel.atServer(REQ_PQ, Change.body(body -> TlObjects.toBytes(new ReqPq(body.from(4))))))
        .isNull();
    duel.client.received(duel.toClient.removeFirst(), Duel.NOW);
    assertThat(duel.playToTheEnd().clientKeys).hasSize(1);
  }

  @Requirement("A-001")
  void a001_nothing_but_the_exchange_is_read_without_a_key() throws ProtocolException {
    refuses(REQ_PQ, Change.object(new Ping(1)), PeerMisbehaved.OUT_OF_TURN);
    refuses(REQ_PQ, Change.put(20, 0x1234_5678), Malformed.UNKNOWN_CONSTRUCTOR);
    refuses(REQ_PQ, Change.body(body -> body.slice(0, 16)), Malformed.TOO_SHORT);
    refuses(
        REQ_PQ,
        Change.body(body -> Bytes.concat(body, Bytes.wrap(new byte[4]))),
        Malformed.PLAIN_TRAILING_BYTES);
  }

  @Requirement("A-021")
  void a021_nonces_factors_and_fingerprint_must_be_those_of_the_exchange()
      throws ProtocolException {
    refuses(REQ_DH, flip(NONCE), PeerMisbehaved.NONCE_MISMATCH);
    refuses(REQ_DH, flip(SERVER_NONCE + 15), PeerMisbehaved.SERVER_NONCE_MISMATCH);
    refusesParams(req -> req.toBuilder().p(req.q()).q(req.p()).build(), PeerMisbehaved.PQ);
    refusesParams(req -> req.toBuilder().p(flip(3).apply(req.p())).build(), PeerMisbehaved.PQ);
    refusesParams(
        req -> req.toBuilder().publicKeyFingerprint(1).build(), PeerIncompatible.NO_COMMON_RSA_KEY);
  }

  @Requirement({"A-018", "Z-005"})
  void a018_whatever_is_wrong_under_rsa_looks_alike() throws ProtocolException {
    Bytes tooLarge = Bytes.fromHex("ff".repeat(256));
    for (Bytes bad : List.of(Bytes.wrap(random.bytes(255)), Bytes.EMPTY, tooLarge)) {
      refusesParams(req -> req.toBuilder().encryptedData(bad).build(), PeerMisbehaved.RSA_PADDING);
    }
    refusesParams(
        req -> req.toBuilder().encryptedData(flip(255).apply(req.encryptedData())).build(),
        PeerMisbehaved.RSA_PADDING);
  }

  @Requirement("A-021")
  void a021_what_stands_under_rsa_must_agree_with_the_exchange() throws ProtocolException {
    refusesInner(
        it -> it.toBuilder().nonce(flip(0).apply(it.nonce())).build(),
        PeerMisbehaved.NONCE_MISMATCH);
    refusesInner(
        it -> it.toBuilder().serverNonce(flip(0).apply(it.serverNonce())).build(),
        PeerMisbehaved.SERVER_NONCE_MISMATCH);
    refusesInner(it -> it.toBuilder().pq(flip(7).apply(it.pq())).build(), PeerMisbehaved.PQ);
    refusesInner(it -> it.toBuilder().p(it.q()).build(), PeerMisbehaved.PQ);
    refusesInner(it -> it.toBuilder().q(it.p()).build(), PeerMisbehaved.PQ);
  }

  @Requirement("A-022")
  void a022_another_data_centre_is_told_apart() throws ProtocolException {
    for (int dc : new int[] {4, 10_002, -4, 0}) {
      refusesInner(it -> it.toBuilder().dc(dc).build(), PeerIncompatible.WRONG_DC);
    }
    assertThat(answerToInner(it -> it.toBuilder().dc(-Duel.DC).build(), Rules.STRICT)).isNull();
  }

  @Requirement("A-021")
  void a021_a_temporary_key_lives_for_some_time() throws ProtocolException {
    for (int seconds : new int[] {0, -1, Integer.MIN_VALUE}) {
      refusesInner(it -> temporary(it, seconds), PeerMisbehaved.EXPIRES_IN);
    }
    assertThat(answerToInner(it -> temporary(it, 1), Rules.STRICT)).isNull();
  }

  @Test
  void the_kinds_without_a_data_centre_are_understood() throws ProtocolException {
    assertThat(answerToInner(ServerChecksTest::withoutDc, Rules.STRICT)).isNull();
    assertThat(
            answerToInner(
                it ->
                    new PQInnerDataTemp(
                        it.pq(), it.p(), it.q(), it.nonce(), it.serverNonce(), it.newNonce(), 60),
                Rules.STRICT))
        .isNull();
  }

  @Requirement("A-019")
  void a019_the_older_padding_is_taken_by_the_field_rules_only_and_reported()
      throws ProtocolException {
    Duel strict = new Duel(0, Rules.STRICT).play(REQ_DH);
    Duel field = new Duel(0, Rules.FIELD).play(REQ_DH);

    assertThat(strict.serverSaysTo(legacy(strict))).isEqualTo(PeerMisbehaved.RSA_PADDING);
    assertThat(field.serverSaysTo(legacy(field))).isNull();
    assertThat(field.tolerated).containsExactly(PeerMisbehaved.OLDER_RSA_PADDING);
    Duel garbage = new Duel(0, Rules.FIELD).play(REQ_DH);
    assertThat(garbage.serverSaysTo(Change.flip(-1).apply(garbage.toServer.removeFirst())))
        .isEqualTo(PeerMisbehaved.RSA_PADDING);
  }

  @Requirement("A-034")
  void a034_set_client_dh_params_is_checked_outside_and_inside() throws ProtocolException {
    // Another nonce is that of no exchange here.
    refuses(SET_DH, flip(NONCE), PeerMisbehaved.NONCE_MISMATCH);
    refuses(SET_DH, flip(SERVER_NONCE), PeerMisbehaved.SERVER_NONCE_MISMATCH);
    refuses(SET_DH, flip(-20), PeerMisbehaved.ANSWER_HASH_MISMATCH);
    refusesGb(
        it -> inner(flip(0).apply(it.nonce()), it.serverNonce(), 0, it.gB()),
        PeerMisbehaved.NONCE_MISMATCH);
    refusesGb(
        it -> inner(it.nonce(), flip(0).apply(it.serverNonce()), 0, it.gB()),
        PeerMisbehaved.SERVER_NONCE_MISMATCH);
    refusesGb(it -> inner(it.nonce(), it.serverNonce(), 1, it.gB()), PeerMisbehaved.RETRY_ID);
    refusesGb(it -> new Ping(1), PeerMisbehaved.OUT_OF_TURN);
    for (BigInteger bad :
        List.of(BigInteger.ZERO, BigInteger.ONE, BigInteger.ONE.shiftLeft(1980))) {
      refusesGb(
          it -> inner(it.nonce(), it.serverNonce(), 0, Bytes.wrap(bad.toByteArray())),
          PeerMisbehaved.DH_PUBLIC_VALUE);
    }
  }

  @Requirement("A-021")
  void a021_a_step_may_not_be_skipped() throws ProtocolException {
    Duel other = new Duel(9, Duel.clientSettings(0), Rules.STRICT).play(1);
    Duel duel = new Duel().play(1);
    Bytes second = duel.toServer.removeFirst();

    assertThat(duel.serverSaysTo(other.toServer.removeFirst()))
        .isEqualTo(PeerMisbehaved.NONCE_MISMATCH);
    Bytes skipping =
        Change.body(body ->
                TlObjects.toBytes(
                    new SetClientDHParams(
                        body.slice(4, 20), body.slice(20, 36), Bytes.wrap(new byte[32]))))
            .apply(second);
    assertThat(duel.serverSaysTo(skipping)).isEqualTo(PeerMisbehaved.OUT_OF_TURN);
  }

  @Requirement("A-021")
  void a021_after_a_fault_the_exchange_is_over_and_a_new_one_may_begin() throws ProtocolException {
    Duel duel = new Duel().play(REQ_DH);
    Bytes right = duel.toServer.removeFirst();

    assertThat(duel.serverSaysTo(flip(SERVER_NONCE).apply(right))).isNotNull();
    assertThat(duel.serverSaysTo(right)).isEqualTo(PeerMisbehaved.OUT_OF_TURN);
    assertThat(duel.serverKeys).isEmpty();
    Duel fresh = new Duel(3, Duel.clientSettings(0), Rules.STRICT).play(0);
    assertThat(duel.serverSaysTo(fresh.toServer.removeFirst())).isNull();
  }

  @Test
  void a_message_id_of_a_server_is_refused_by_the_text_and_overlooked_in_the_field()
      throws ProtocolException {
    assertThat(new Duel(0, Rules.STRICT).atServer(REQ_PQ, flip(8)))
        .isEqualTo(PeerMisbehaved.PLAIN_MESSAGE_ID);
    Duel field = new Duel(0, Rules.FIELD);
    assertThat(field.atServer(REQ_PQ, flip(8))).isNull();
    assertThat(field.tolerated).containsExactly(PeerMisbehaved.PLAIN_MESSAGE_ID);
  }

  private static void refuses(int step, UnaryOperator<Bytes> change, Fault expected)
      throws ProtocolException {
    Duel duel = new Duel();
    assertThat(duel.atServer(step, change)).isEqualTo(expected);
    assertThat(duel.serverKeys).isEmpty();
  }

  private static void refusesParams(UnaryOperator<ReqDHParams> change, Fault expected)
      throws ProtocolException {
    refuses(REQ_DH, params(change), expected);
  }

  private static UnaryOperator<Bytes> params(UnaryOperator<ReqDHParams> change) {
    return Change.body(body -> {
      try {
        return TlObjects.toBytes(change.apply(ReqDHParams.read(new TlReader(body))));
      } catch (ProtocolException broken) {
        throw new AssertionError(broken);
      }
    });
  }

  private void refusesInner(InnerChange change, Fault expected) throws ProtocolException {
    assertThat(answerToInner(change, Rules.STRICT)).isEqualTo(expected);
  }

  private @Nullable Fault answerToInner(InnerChange change, Rules rules) throws ProtocolException {
    Duel duel = new Duel(0, rules).play(REQ_DH);
    byte[] inner = TlObjects.toBytes(change.of(innerOf(duel))).toArray();
    Bytes encrypted = RsaPad.encrypt(Keys.FIRST.publicKey(), inner, random);
    return duel.serverSaysTo(
        params(req -> req.toBuilder().encryptedData(encrypted).build())
            .apply(duel.toServer.removeFirst()));
  }

  /** What an older client sends in place of the one that waits. */
  private Bytes legacy(Duel duel) throws ProtocolException {
    byte[] inner = TlObjects.toBytes(withoutDc(innerOf(duel))).toArray();
    Bytes encrypted = RsaLegacy.encrypt(Keys.FIRST.publicKey(), inner, random);
    return params(req -> req.toBuilder().encryptedData(encrypted).build())
        .apply(duel.toServer.removeFirst());
  }

  private static PQInnerDataDc innerOf(Duel duel) throws ProtocolException {
    Bytes body = PlainMessage.read(duel.toServer.getFirst()).body();
    ReqDHParams req = ReqDHParams.read(new TlReader(body));
    Bytes padded = RsaPad.decrypt(Keys.FIRST, req.encryptedData());
    return PQInnerDataDc.read(new TlReader(padded));
  }

  private static TlObject withoutDc(PQInnerDataDc it) {
    return new PQInnerData(it.pq(), it.p(), it.q(), it.nonce(), it.serverNonce(), it.newNonce());
  }

  private static TlObject temporary(PQInnerDataDc it, int seconds) {
    return PQInnerDataTempDc.builder()
        .pq(it.pq())
        .p(it.p())
        .q(it.q())
        .nonce(it.nonce())
        .serverNonce(it.serverNonce())
        .newNonce(it.newNonce())
        .dc(it.dc())
        .expiresIn(seconds)
        .build();
  }

  private void refusesGb(GbChange change, Fault expected) throws ProtocolException {
    Duel duel = new Duel().play(SET_DH);
    Bytes body = PlainMessage.read(duel.toServer.removeFirst()).body();
    SetClientDHParams right = SetClientDHParams.read(new TlReader(body));
    Bytes opened = duel.aes().open(right.encryptedData());
    TlObject changed = change.of(ClientDHInnerData.read(new TlReader(opened)));
    Bytes sealed = duel.aes().seal(TlObjects.toBytes(changed).toArray(), random);
    SetClientDHParams wrong = new SetClientDHParams(right.nonce(), right.serverNonce(), sealed);
    assertThat(duel.serverSaysTo(new PlainMessage(4, TlObjects.toBytes(wrong)).write()))
        .isEqualTo(expected);
    assertThat(duel.serverKeys).isEmpty();
  }

  private static TlObject inner(Bytes nonce, Bytes serverNonce, long retryId, Bytes gB) {
    return new ClientDHInnerData(nonce, serverNonce, retryId, gB);
  }

  private interface InnerChange {
    TlObject of(PQInnerDataDc right);
  }

  private interface GbChange {
    TlObject of(ClientDHInnerData right);
  }
}
