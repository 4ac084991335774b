package io.mtlab.conformance.vectors.exchange;

import io.mtlab.conformance.vectors.format.GivenEntropy;
import io.mtlab.conformance.vectors.format.Mismatch;
import io.mtlab.conformance.vectors.format.Refused;
import io.mtlab.conformance.vectors.format.Vector;
import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.crypto.AuthKey;
import io.mtlab.mtproto.crypto.DhGroup;
import io.mtlab.mtproto.crypto.NonceHash;
import io.mtlab.mtproto.crypto.Pq;
import io.mtlab.mtproto.crypto.RsaPad;
import io.mtlab.mtproto.crypto.RsaPublicKey;
import io.mtlab.mtproto.crypto.ServerKeys;
import io.mtlab.mtproto.crypto.TmpAes;
import io.mtlab.mtproto.fault.ProtocolException;
import io.mtlab.mtproto.handshake.PlainMessage;
import io.mtlab.mtproto.machine.Time;
import io.mtlab.mtproto.tl.TlObjects;
import io.mtlab.mtproto.tl.TlReader;
import io.mtlab.mtproto.tl.service.DhGenOk;
import io.mtlab.mtproto.tl.service.PQInnerData;
import io.mtlab.mtproto.tl.service.PQInnerDataDc;
import io.mtlab.mtproto.tl.service.ReqDHParams;
import io.mtlab.mtproto.tl.service.ResPQ;
import io.mtlab.mtproto.tl.service.SetClientDHParams;

/** Exchanges that others have published, each in its own form. */
final class PublishedTranscripts {
  /** The body of req_DH_params up to encrypted_data, which closes it. */
  private static final int ENCRYPTED_DATA = 4 + 256;

  private PublishedTranscripts() {}

  static void run(Vector vector) throws Refused, ProtocolException, Mismatch {
    if (vector.has("req_pq_multi")) {
      documentation(vector);
    } else if (vector.has("step1_request")) {
      testServer(vector);
    } else {
      older(vector);
    }
  }

  /** samples-auth_key: temp_key is not published, so encrypted_data is not compared. */
  private static void documentation(Vector vector) throws Refused, ProtocolException, Mismatch {
    PQInnerDataDc inner = PQInnerDataDc.read(new TlReader(vector.bytes("p_q_inner_data_dc")));
    GivenEntropy entropy =
        new GivenEntropy()
            .then(inner.nonce())
            .then(inner.newNonce())
            .then(vector.bytes("random_padding_bytes"))
            .then(vector.bytes("b"))
            .then(vector.bytes("client_padding"));
    ClientPlay client = new ClientPlay(ServerKeys.PRODUCTION, inner.dc(), 0, entropy, 0);
    client.expect("req_pq_multi", vector.bytes("req_pq_multi"));
    client.hear(asShown(vector.bytes("resPQ")));
    expectStart("req_DH_params", bodyOf(vector.bytes("req_DH_params")), client.next());
    Bytes answer = vector.bytes("server_DH_params_ok_header");
    client.hear(asShown(Bytes.concat(answer, vector.bytes("encrypted_answer"))));
    Bytes query = vector.bytes("set_client_DH_params_header");
    client.expect(
        "set_client_DH_params", Bytes.concat(query, vector.bytes("client_encrypted_data")));
    client.hear(asShown(vector.bytes("dh_gen_ok")));
    vector.expect("auth_key", client.agreed().key().secret());
  }

  /** A client that named no data centre: what it sent under RSA is computed beside. */
  private static void testServer(Vector vector) throws Refused, ProtocolException, Mismatch {
    Bytes second = vector.bytes("step2_random");
    Bytes third = vector.bytes("step3_random");
    Bytes newNonce = second.slice(0, 32);
    GivenEntropy entropy =
        new GivenEntropy()
            .then(vector.bytes("step1_random"))
            .then(newNonce)
            .then(third.slice(0, DhGroup.SIZE))
            .then(third.slice(DhGroup.SIZE, DhGroup.SIZE + 12));
    long now = vector.int32("now") * Time.SECOND;
    ClientPlay client = new ClientPlay(ServerKeys.TEST, 2, 0, entropy, now);
    AuthKeyTranscripts.same("step1_request", vector.text("step1_request"), client.next().toHex());
    client.hear(answer(vector.bytes("step1_response")));
    Bytes query = vector.bytes("step2_request");
    expectStart("step2_request", query, client.next());
    ReqDHParams params = ReqDHParams.read(new TlReader(query));
    ResPQ resPq = ResPQ.read(new TlReader(vector.bytes("step1_response")));
    AuthKeyTranscripts.same(
        "encrypted_data",
        params.encryptedData().toHex(),
        withoutDc(resPq, newNonce, second.from(32)).toHex());
    client.hear(answer(vector.bytes("step2_response")));
    AuthKeyTranscripts.same("step3_request", vector.text("step3_request"), client.next().toHex());
    client.hear(answer(vector.bytes("step3_response")));
    vector.expect("expected_auth_key", client.agreed().key().secret());
    vector.expect("firstSalt", client.agreed().serverSalt());
  }

  private static Bytes withoutDc(ResPQ resPq, Bytes newNonce, Bytes random)
      throws ProtocolException {
    Pq pq = Pq.factor(resPq.pq());
    PQInnerData inner =
        PQInnerData.builder()
            .pq(resPq.pq())
            .p(pq.pBytes())
            .q(pq.qBytes())
            .nonce(resPq.nonce())
            .serverNonce(resPq.serverNonce())
            .newNonce(newNonce)
            .build();
    byte[] data = TlObjects.toBytes(inner).toArray();
    int padding = RsaPad.PADDED_SIZE - data.length;
    GivenEntropy entropy = new GivenEntropy().then(random.slice(0, padding));
    byte[] tempKey = random.slice(RsaPad.PADDED_SIZE, RsaPad.PADDED_SIZE + 32).toArray();
    entropy.then(Bytes.copyOf(tempKey));
    // That client did not draw again but counted up.
    tempKey[0]++;
    RsaPublicKey key = ServerKeys.TEST;
    return RsaPad.encrypt(key, data, entropy.then(Bytes.wrap(tempKey)));
  }

  /**
   * An exchange of old, with g = 2 for a prime that today's checks refuse for it: its parts are
   * computed one by one.
   */
  private static void older(Vector vector) throws ProtocolException, Mismatch {
    Bytes newNonce = vector.bytes("newNonce");
    ResPQ resPq = ResPQ.read(new TlReader(bodyOf(vector.bytes("ResPQ"))));
    TmpAes aes = new TmpAes(newNonce, resPq.serverNonce());
    vector.expect("TmpAesKey", aes.key());
    vector.expect("TmpAesIV", aes.iv());
    vector.expect("P", DhGroup.WELL_KNOWN.prime());
    byte[] shared = DhGroup.WELL_KNOWN.sharedKey(vector.array("GA"), vector.array("B"));
    vector.expect("AuthKey", shared);
    expectSealed(vector, "ServerDHInnerDataWithHash", "ServerDHParamsOkEncryptedAnswer", aes);
    expectSealed(vector, "ClientDHInnerDataWithHash", "SetClientDHParamsEncryptedData", aes);
    SetClientDHParams set =
        SetClientDHParams.read(new TlReader(bodyOf(vector.bytes("SetClientDHParams"))));
    vector.expect("SetClientDHParamsEncryptedData", set.encryptedData());
    DhGenOk ok = DhGenOk.read(new TlReader(bodyOf(vector.bytes("DhGenOk"))));
    Bytes hash = NonceHash.of(newNonce, NonceHash.OK, AuthKey.of(shared));
    AuthKeyTranscripts.same("new_nonce_hash1", ok.newNonceHash1().toHex(), hash.toHex());
  }

  /** What was sealed comes out, and it is what the other field says, padding apart. */
  private static void expectSealed(Vector vector, String plain, String sealed, TmpAes aes)
      throws ProtocolException, Mismatch {
    Bytes opened = aes.open(vector.bytes(sealed));
    Bytes stated = vector.bytes(plain).slice(20, 20 + opened.size());
    AuthKeyTranscripts.same(plain, stated.toHex(), opened.toHex());
  }

  private static void expectStart(String what, Bytes expected, Bytes actual) throws Mismatch {
    int end = expected.size() - ENCRYPTED_DATA;
    AuthKeyTranscripts.same(what, expected.slice(0, end).toHex(), actual.slice(0, end).toHex());
  }

  private static Bytes bodyOf(Bytes frame) throws ProtocolException {
    return PlainMessage.read(frame).body();
  }

  /** Server messages announce more bytes than the page shows. */
  private static Bytes asShown(Bytes frame) {
    return new PlainMessage(frame.int64(8), frame.from(PlainMessage.HEADER_BYTES)).write();
  }

  /** A server's message around a body. */
  private static Bytes answer(Bytes body) {
    return new PlainMessage(1, body).write();
  }
}
