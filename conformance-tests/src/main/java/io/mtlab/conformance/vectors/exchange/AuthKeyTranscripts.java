package io.mtlab.conformance.vectors.exchange;

import io.mtlab.conformance.vectors.format.GivenEntropy;
import io.mtlab.conformance.vectors.format.Mismatch;
import io.mtlab.conformance.vectors.format.Refused;
import io.mtlab.conformance.vectors.format.Vector;
import io.mtlab.conformance.vectors.format.VectorTest;
import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.crypto.RsaPrivateKey;
import io.mtlab.mtproto.crypto.TmpAes;
import io.mtlab.mtproto.fault.ProtocolException;
import io.mtlab.mtproto.handshake.Agreed;
import io.mtlab.mtproto.handshake.PlainMessage;
import io.mtlab.mtproto.handshake.ServerHandshake.Decision;
import io.mtlab.mtproto.machine.Time;
import io.mtlab.mtproto.tl.TlReader;
import io.mtlab.mtproto.tl.service.ServerDHParamsOk;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * {@code AuthKeyTranscript}: whole exchanges, played by our client and, where all values are given,
 * by our server. The published ones have forms of their own: {@link PublishedTranscripts}.
 */
public final class AuthKeyTranscripts implements VectorTest {
  @Override
  public void run(Vector vector) throws Refused, ProtocolException, Mismatch {
    if (vector.hasFlag("Published")) {
      PublishedTranscripts.run(vector);
      return;
    }
    playClient(vector);
    playServer(vector);
  }

  private static void playClient(Vector vector) throws Refused, ProtocolException, Mismatch {
    GivenEntropy entropy =
        new GivenEntropy()
            .then(vector.bytes("nonce"))
            .then(vector.bytes("newNonce"))
            .then(vector.bytes("rsaPadding"))
            .then(vector.bytes("rsaTempKey"));
    String lastKey = "";
    for (JsonNode round : vector.json("rounds")) {
      entropy.then(Bytes.fromHex(round.path("b").asString()));
      entropy.then(Bytes.fromHex(round.path("clientPadding").asString()));
      lastKey = round.path("authKey").asString();
    }
    long now = vector.int32("serverTime") * Time.SECOND;
    ClientPlay client =
        new ClientPlay(
            Given.publicKey(vector), vector.int32("dc"), Given.expiresIn(vector), entropy, now);
    for (Given.Line line : Given.messages(vector, "messages")) {
      if (line.fromClient()) {
        client.expect(line.name(), line.frame());
      } else {
        client.hear(line.frame());
      }
    }
    if (vector.hasFlag("Fail")) {
      if (client.hasKey()) {
        throw new Mismatch("after dh_gen_fail", "no key", "a key");
      }
      return;
    }
    same("authKey", lastKey, client.agreed().key().secret().toHex());
    vector.expect("serverSalt", salt(client.agreed()));
  }

  private static void playServer(Vector vector) throws ProtocolException, Mismatch {
    GivenEntropy entropy =
        new GivenEntropy()
            .then(vector.bytes("serverNonce"))
            .then(AuthKeyServerVectors.reversed(vector.bytes("p")))
            .then(AuthKeyServerVectors.reversed(vector.bytes("q")))
            .then(vector.bytes("a"));
    RsaPrivateKey key = Given.privateKey(vector);
    int dc = Math.abs(vector.int32("dc"));
    long now = vector.int32("serverTime") * Time.SECOND;
    ServerPlay server = new ServerPlay(key, dc, Given.group(vector), entropy, now);
    List<Given.Line> lines = Given.messages(vector, "messages");
    for (Given.Line line : lines) {
      switch (line.name()) {
        case "dh_gen_ok" -> server.decides(Decision.KEEP);
        case "dh_gen_retry" -> server.decides(Decision.TAKEN);
        case "dh_gen_fail" -> server.decides(Decision.FAIL);
        default -> {}
      }
    }
    int answers = 0;
    for (Given.Line line : lines) {
      if (line.fromClient()) {
        server.hear(line.frame());
        continue;
      }
      Bytes expected = PlainMessage.read(line.frame()).body();
      Bytes actual = PlainMessage.read(server.answers.get(answers++)).body();
      if (line.name().equals("server_DH_params")) {
        // The padding is random; what it stands behind is not.
        vector.expect("serverDHInnerData", opened(vector, actual));
      } else {
        same(line.name(), expected.toHex(), actual.toHex());
      }
    }
    vector.expect("serverSalt", salt(server.agreed.getLast()));
  }

  private static Bytes opened(Vector vector, Bytes answer) throws ProtocolException {
    TmpAes aes = new TmpAes(vector.bytes("newNonce"), vector.bytes("serverNonce"));
    return aes.open(ServerDHParamsOk.read(new TlReader(answer)).encryptedAnswer());
  }

  /** The salt in the order in which it stands on the wire. */
  private static Bytes salt(Agreed agreed) {
    byte[] wire = new byte[Long.BYTES];
    for (int i = 0; i < wire.length; i++) {
      wire[i] = (byte) (agreed.serverSalt() >>> (8 * i));
    }
    return Bytes.wrap(wire);
  }

  static void same(String what, String expected, String actual) throws Mismatch {
    if (!expected.equals(actual)) {
      throw new Mismatch(what, expected, actual);
    }
  }
}
