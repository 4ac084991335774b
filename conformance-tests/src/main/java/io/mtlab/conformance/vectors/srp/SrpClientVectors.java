package io.mtlab.conformance.vectors.srp;

import io.mtlab.conformance.vectors.format.Mismatch;
import io.mtlab.conformance.vectors.format.Vector;
import io.mtlab.conformance.vectors.format.VectorTest;
import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.crypto.srp.PasswordHash;
import io.mtlab.mtproto.crypto.srp.SrpNumbers;

/** {@code SrpClientTest}: every number between a password and its proof, and the server's half. */
public final class SrpClientVectors implements VectorTest {
  @Override
  public void run(Vector vector) throws Mismatch {
    SrpNumbers numbers = new SrpNumbers(vector.bytes("p"), vector.int32("g"));
    Bytes salt1 = vector.bytes("salt1");
    Bytes salt2 = vector.bytes("salt2");
    byte[] x =
        vector.hasFlag("StartsFromX")
            ? vector.array("x")
            : PasswordHash.x(vector.array("password"), salt1, salt2);
    vector.expect("x", x);
    vector.expect("k", numbers.k());
    byte[] verifier = numbers.power(x);
    vector.expect("v", verifier);
    byte[] a = vector.array("a");
    byte[] ofClient = numbers.power(a);
    vector.expect("A", ofClient);
    byte[] ofServer = vector.array("B");
    byte[] u = numbers.u(ofClient, ofServer);
    vector.expect("u", u);
    byte[] secret = numbers.clientsSecret(ofServer, a, x, u);
    vector.expect("S", secret);
    if (vector.has("serverB")) {
      byte[] b = vector.array("serverB");
      vector.expect("B", numbers.serversValue(verifier, b));
      vector.expect("S", numbers.serversSecret(ofClient, verifier, b, u));
    }
    byte[] key = numbers.key(secret);
    vector.expect("K", key);
    vector.expect("M1", numbers.proof(salt1, salt2, ofClient, ofServer, key));
  }
}
