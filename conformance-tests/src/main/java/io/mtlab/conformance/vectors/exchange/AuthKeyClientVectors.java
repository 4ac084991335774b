package io.mtlab.conformance.vectors.exchange;

import io.mtlab.conformance.vectors.format.GivenEntropy;
import io.mtlab.conformance.vectors.format.Mismatch;
import io.mtlab.conformance.vectors.format.Refused;
import io.mtlab.conformance.vectors.format.Vector;
import io.mtlab.conformance.vectors.format.VectorTest;
import io.mtlab.mtproto.fault.ProtocolException;
import io.mtlab.mtproto.machine.Time;

/**
 * {@code AuthKeyClientTest}: a server that is right, or wrong in one place. The client sends
 * exactly what the test states up to there.
 */
public final class AuthKeyClientVectors implements VectorTest {
  @Override
  public void run(Vector vector) throws Refused, ProtocolException, Mismatch {
    GivenEntropy entropy =
        new GivenEntropy()
            .then(vector.bytes("nonce"))
            .then(vector.bytes("newNonce"))
            .then(vector.bytes("rsaPadding"))
            .then(vector.bytes("rsaTempKey"));
    vector.bytesList("bs").forEach(entropy::then);
    vector.bytesList("clientPaddings").forEach(entropy::then);
    ClientPlay client =
        new ClientPlay(
            Given.publicKey(vector),
            vector.int32("dc"),
            Given.expiresIn(vector),
            entropy,
            vector.int32("clientTime") * Time.SECOND);
    for (Given.Line line : Given.messages(vector, "messages")) {
      if (line.fromClient()) {
        client.expect(line.name(), line.frame());
      } else {
        client.hear(line.frame());
      }
    }
    vector.expect("authKey", client.agreed().key().secret());
  }
}
