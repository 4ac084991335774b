package io.mtlab.conformance.vectors.keys;

import io.mtlab.conformance.vectors.format.Expected;
import io.mtlab.conformance.vectors.format.Mismatch;
import io.mtlab.conformance.vectors.format.Refused;
import io.mtlab.conformance.vectors.format.Vector;
import io.mtlab.conformance.vectors.format.VectorTest;
import io.mtlab.mtproto.crypto.RsaPublicKey;
import java.util.HexFormat;

/** {@code RsaFingerprintTest}: keys, their PEM and their fingerprints. */
public final class RsaFingerprintVectors implements VectorTest {
  @Override
  public void run(Vector vector) throws Refused, Mismatch {
    RsaPublicKey key = new RsaPublicKey(vector.number("n"), vector.number("e"));
    if (vector.has("pem") && !RsaPublicKey.fromPem(vector.text("pem")).equals(key)) {
      throw new Mismatch("key of the PEM text", vector.text("n"), "another key");
    }
    long fingerprint = key.fingerprint();
    String number = HexFormat.of().toHexDigits(fingerprint);
    // An invalid test states a value that must not come out.
    if (vector.expected() == Expected.INVALID && !number.equals(vector.text("fingerprint"))) {
      throw new Refused("the fingerprint is " + number);
    }
    vector.expectText("fingerprint", number);
    vector.expectText(
        "fingerprintWire", HexFormat.of().toHexDigits(Long.reverseBytes(fingerprint)));
  }
}
