package io.mtlab.mtproto.handshake;

import static io.mtlab.mtproto.handshake.Change.NONCE;
import static io.mtlab.mtproto.handshake.Change.SERVER_NONCE;
import static io.mtlab.mtproto.handshake.Change.THIRD;
import static io.mtlab.mtproto.handshake.Change.flip;
import static org.assertj.core.api.Assertions.assertThat;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.crypto.DhGroup;
import io.mtlab.mtproto.crypto.Sha;
import io.mtlab.mtproto.crypto.TmpAes;
import io.mtlab.mtproto.fault.Fault;
import io.mtlab.mtproto.fault.Malformed;
import io.mtlab.mtproto.fault.PeerIncompatible;
import io.mtlab.mtproto.fault.PeerMisbehaved;
import io.mtlab.mtproto.fault.ProtocolException;
import io.mtlab.mtproto.tl.TlObjects;
import io.mtlab.mtproto.tl.TlReader;
import io.mtlab.mtproto.tl.service.DhGenFail;
import io.mtlab.mtproto.tl.service.DhGenOk;
import io.mtlab.mtproto.tl.service.DhGenRetry;
import io.mtlab.mtproto.tl.service.Pong;
import io.mtlab.mtproto.tl.service.ResPQ;
import io.mtlab.mtproto.tl.service.ServerDHInnerData;
import io.mtlab.mtproto.tl.service.ServerDHParamsFail;
import io.mtlab.mtproto.tl.service.ServerDHParamsOk;
import io.mtlab.testing.Requirement;
import java.math.BigInteger;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A server that is wrong in one place; the client names the rule and has no key. */
class ClientChecksTest {
  private static final int RES_PQ = 0;
  private static final int SERVER_DH = 1;
  private static final int DH_GEN = 2;

  @Requirement("A-007")
  void a007_res_pq_must_carry_the_nonce() throws ProtocolException {
    refuses(RES_PQ, flip(NONCE), PeerMisbehaved.NONCE_MISMATCH);
    refuses(RES_PQ, flip(NONCE + 15), PeerMisbehaved.NONCE_MISMATCH);
  }

  @Requirement({"A-008", "A-010", "Z-018"})
  void a008_a_server_without_a_known_key_is_left() throws ProtocolException {
    refuses(RES_PQ, resPq(List.of(), null), PeerIncompatible.NO_COMMON_RSA_KEY);
    refuses(RES_PQ, resPq(List.of(1L, 2L), null), PeerIncompatible.NO_COMMON_RSA_KEY);
  }

  @Requirement("A-011")
  void a011_pq_must_be_a_product_of_two_different_primes() throws ProtocolException {
    for (String pq :
        List.of(
            "", "00", "01", "7fffffff", "3fffffff00000001", "00112233445566778899aabbccddeeff")) {
      refuses(RES_PQ, resPq(null, Bytes.fromHex(pq)), PeerMisbehaved.PQ);
    }
  }

  @Requirement("A-003")
  void a003_a_message_id_of_a_client_is_refused() throws ProtocolException {
    refuses(RES_PQ, flip(8), PeerMisbehaved.PLAIN_MESSAGE_ID);
  }

  @Requirement("A-026")
  void a026_both_nonces_are_checked_outside_and_inside() throws ProtocolException {
    for (int end : new int[] {0, 15}) {
      refuses(SERVER_DH, flip(NONCE + end), PeerMisbehaved.NONCE_MISMATCH);
      refuses(SERVER_DH, flip(SERVER_NONCE + end), PeerMisbehaved.SERVER_NONCE_MISMATCH);
      int at = end;
      refusesInner(
          inner -> inner.toBuilder().nonce(flip(at).apply(inner.nonce())).build(),
          PeerMisbehaved.NONCE_MISMATCH);
      refusesInner(
          inner -> inner.toBuilder().serverNonce(flip(at).apply(inner.serverNonce())).build(),
          PeerMisbehaved.SERVER_NONCE_MISMATCH);
    }
  }

  @Requirement({"A-027", "A-028"})
  void a028_the_answer_must_be_whole_blocks_and_hashed_as_it_is() throws ProtocolException {
    Fault mismatch = PeerMisbehaved.ANSWER_HASH_MISMATCH;
    refuses(SERVER_DH, flip(THIRD + 4), mismatch);
    refuses(SERVER_DH, flip(-1), mismatch);
    refusesPlain(plain -> Bytes.concat(plain, Bytes.wrap(new byte[16])), mismatch);
    refusesPlain(plain -> flip(30).apply(plain), mismatch);
    refuses(SERVER_DH, sealed(sealed -> Bytes.EMPTY), mismatch);
    refuses(SERVER_DH, sealed(sealed -> sealed.from(3)), mismatch);
    refuses(SERVER_DH, sealed(sealed -> sealed.from(16)), mismatch);
  }

  @Requirement({"D-001", "D-003", "A-029"})
  void d001_the_prime_must_be_safe_and_of_2048_bits() throws ProtocolException {
    BigInteger good = new BigInteger(1, DhGroup.WELL_KNOWN.prime().toArray());
    for (BigInteger bad :
        List.of(good.add(BigInteger.TWO), good.shiftRight(1), good.shiftLeft(1), BigInteger.ZERO)) {
      refusesInner(
          inner -> inner.toBuilder().dhPrime(Bytes.wrap(bad.toByteArray())).build(),
          PeerMisbehaved.DH_PRIME);
    }
  }

  @Requirement({"D-004", "D-005", "A-029"})
  void d004_g_must_generate_the_subgroup() throws ProtocolException {
    for (int g : new int[] {0, 1, 2, 8, -3, Integer.MIN_VALUE}) {
      refusesInner(inner -> inner.toBuilder().g(g).build(), PeerMisbehaved.DH_GENERATOR);
    }
  }

  @Requirement({"D-009", "D-010", "A-029"})
  void d009_g_a_must_be_far_from_both_ends() throws ProtocolException {
    BigInteger p = new BigInteger(1, DhGroup.WELL_KNOWN.prime().toArray());
    BigInteger tooSmall = BigInteger.ONE.shiftLeft(1982);
    for (BigInteger bad :
        List.of(
            BigInteger.ZERO,
            BigInteger.ONE,
            p.subtract(BigInteger.ONE),
            p,
            p.add(BigInteger.ONE),
            tooSmall,
            p.subtract(tooSmall))) {
      refusesInner(
          inner -> inner.toBuilder().gA(Bytes.wrap(bad.toByteArray())).build(),
          PeerMisbehaved.DH_PUBLIC_VALUE);
    }
  }

  @Requirement("A-025")
  void a025_server_dh_params_fail_is_an_error() throws ProtocolException {
    refuses(
        SERVER_DH,
        Change.body(body ->
            TlObjects.toBytes(
                new ServerDHParamsFail(body.slice(4, 20), body.slice(20, 36), body.slice(4, 20)))),
        PeerMisbehaved.OUT_OF_TURN);
  }

  @Requirement("A-039")
  void a039_dh_gen_must_carry_both_nonces_and_the_hash_of_its_kind() throws ProtocolException {
    for (int end : new int[] {0, 15}) {
      refuses(DH_GEN, flip(NONCE + end), PeerMisbehaved.NONCE_MISMATCH);
      refuses(DH_GEN, flip(SERVER_NONCE + end), PeerMisbehaved.SERVER_NONCE_MISMATCH);
      refuses(DH_GEN, flip(THIRD + end), PeerMisbehaved.NEW_NONCE_HASH_MISMATCH);
    }
    refuses(
        DH_GEN,
        dhGen(ok -> TlObjects.toBytes(new DhGenRetry(ok.nonce(), ok.serverNonce(), hashOf(ok)))),
        PeerMisbehaved.NEW_NONCE_HASH_MISMATCH);
    refuses(
        DH_GEN,
        dhGen(ok -> TlObjects.toBytes(new DhGenFail(ok.nonce(), ok.serverNonce(), hashOf(ok)))),
        PeerMisbehaved.NEW_NONCE_HASH_MISMATCH);
  }

  @Requirement("A-001")
  void a001_nothing_but_the_exchange_is_read_without_a_key() throws ProtocolException {
    refuses(RES_PQ, Change.object(new Pong(1, 2)), PeerMisbehaved.OUT_OF_TURN);
    refuses(RES_PQ, Change.put(20, 0x1234_5678), Malformed.UNKNOWN_CONSTRUCTOR);
    refuses(RES_PQ, Change.body(body -> body.slice(0, 24)), Malformed.TOO_SHORT);
    refuses(DH_GEN, Change.body(body -> body.slice(0, 40)), Malformed.TOO_SHORT);
  }

  @Requirement("A-049")
  void a049_bytes_behind_the_object_are_overlooked() throws ProtocolException {
    Duel duel = new Duel();

    Fault fault =
        duel.atClient(RES_PQ, Change.body(body -> Bytes.concat(body, Bytes.wrap(new byte[20]))));

    assertThat(fault).isNull();
    assertThat(duel.playToTheEnd().clientKeys).hasSize(1);
  }

  private static void refuses(int step, UnaryOperator<Bytes> change, Fault expected)
      throws ProtocolException {
    Duel duel = new Duel();
    assertThat(duel.atClient(step, change)).isEqualTo(expected);
    duel.toServer.clear();
    assertThat(duel.clientKeys).isEmpty();
    assertThat(duel.client.nextWake()).isEqualTo(Long.MAX_VALUE);
  }

  private static void refusesInner(UnaryOperator<ServerDHInnerData> change, Fault expected)
      throws ProtocolException {
    Duel duel = new Duel();
    TmpAes aes = aesOf(duel);
    UnaryOperator<Bytes> changed =
        sealed(sealed ->
            aes.seal(
                TlObjects.toBytes(change.apply(innerOf(aes, sealed))).toArray(),
                new RecordedEntropy(3)));
    assertThat(duel.clientSaysTo(changed.apply(duel.toClient.removeFirst()))).isEqualTo(expected);
    assertThat(duel.clientKeys).isEmpty();
  }

  /** Changes hash, data and padding together, and encrypts them as they are then. */
  private static void refusesPlain(UnaryOperator<Bytes> change, Fault expected)
      throws ProtocolException {
    Duel duel = new Duel();
    TmpAes aes = aesOf(duel);
    UnaryOperator<Bytes> changed =
        sealed(sealed -> {
          byte[] data = openOf(aes, sealed).toArray();
          byte[] plain = new byte[sealed.size()];
          byte[] hash = new Sha().sha1(data);
          System.arraycopy(hash, 0, plain, 0, 20);
          System.arraycopy(data, 0, plain, 20, data.length);
          return aes.encrypt(change.apply(Bytes.wrap(plain)).toArray());
        });
    assertThat(duel.clientSaysTo(changed.apply(duel.toClient.removeFirst()))).isEqualTo(expected);
  }

  /** Plays up to server_DH_params, which waits for the client then. */
  private static TmpAes aesOf(Duel duel) throws ProtocolException {
    duel.play(SERVER_DH);
    duel.server.received(duel.toServer.removeFirst(), Duel.NOW);
    return duel.aes();
  }

  private static UnaryOperator<Bytes> sealed(UnaryOperator<Bytes> change) {
    return Change.body(body -> {
      ServerDHParamsOk ok = read(() -> ServerDHParamsOk.read(new TlReader(body)));
      return TlObjects.toBytes(
          new ServerDHParamsOk(ok.nonce(), ok.serverNonce(), change.apply(ok.encryptedAnswer())));
    });
  }

  private static UnaryOperator<Bytes> dhGen(Function<DhGenOk, Bytes> change) {
    return Change.body(body -> change.apply(read(() -> DhGenOk.read(new TlReader(body)))));
  }

  private static Bytes hashOf(DhGenOk ok) {
    return ok.newNonceHash1();
  }

  private static UnaryOperator<Bytes> resPq(@Nullable List<Long> fingerprints, @Nullable Bytes pq) {
    return Change.body(body -> {
      ResPQ right = read(() -> ResPQ.read(new TlReader(body)));
      return TlObjects.toBytes(
          new ResPQ(
              right.nonce(),
              right.serverNonce(),
              pq == null ? right.pq() : pq,
              fingerprints == null ? right.serverPublicKeyFingerprints() : fingerprints));
    });
  }

  private static ServerDHInnerData innerOf(TmpAes aes, Bytes sealed) {
    return read(() -> ServerDHInnerData.read(new TlReader(aes.open(sealed))));
  }

  private static Bytes openOf(TmpAes aes, Bytes sealed) {
    return read(() -> aes.open(sealed));
  }

  /** What our own side has written can be read. */
  private static <T> T read(Reading<T> reading) {
    try {
      return reading.read();
    } catch (ProtocolException broken) {
      throw new AssertionError(broken.fault().name(), broken);
    }
  }

  private interface Reading<T> {
    T read() throws ProtocolException;
  }
}
