package io.mtlab.conformance.vectors.keys;

import io.mtlab.conformance.vectors.format.Mismatch;
import io.mtlab.conformance.vectors.format.Refused;
import io.mtlab.conformance.vectors.format.Vector;
import io.mtlab.conformance.vectors.format.VectorTest;
import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.crypto.RsaPad;
import io.mtlab.mtproto.crypto.RsaPrivateKey;
import io.mtlab.mtproto.crypto.RsaPublicKey;
import io.mtlab.mtproto.fault.ProtocolException;
import java.util.ArrayList;
import java.util.List;

/** {@code RsaPadTest}: RSA_PAD with given random values, and back where the secret key is known. */
public final class RsaPadVectors implements VectorTest {
  @Override
  public void run(Vector vector) throws Refused, ProtocolException, Mismatch {
    RsaPublicKey key = new RsaPublicKey(vector.number("n"), vector.number("e"));
    byte[] data = vector.array("data");
    Script script = new Script(drawsOf(vector));
    Bytes encrypted = Refused.onBadArgument(() -> RsaPad.encrypt(key, data, script::fill));
    vector.expect("encryptedData", encrypted);
    if (script.left() > 0) {
      throw new Mismatch("unused random values", "0", Integer.toString(script.left()));
    }
    if (vector.has("d")) {
      RsaPrivateKey secret = RsaPrivateKey.of(key, vector.number("d"));
      Bytes padded = Bytes.wrap(secret.apply(encrypted.toArray()));
      vector.expect("keyAesEncrypted", padded);
      vector.expect("aesEncrypted", padded.from(32));
      vector.expect("data", RsaPad.decrypt(secret, encrypted).slice(0, data.length));
    }
  }

  private static List<Bytes> drawsOf(Vector vector) {
    List<Bytes> draws = new ArrayList<>();
    if (vector.has("padding")) {
      draws.add(vector.bytes("padding"));
      draws.addAll(vector.bytesList("tempKeys"));
    }
    return draws;
  }

  /** Hands the test's random values out in their order. */
  private static final class Script {
    private final List<Bytes> draws;
    private int next;

    Script(List<Bytes> draws) {
      this.draws = draws;
    }

    void fill(byte[] into) {
      Bytes drawn = draws.get(next++);
      if (drawn.size() != into.length) {
        throw new IllegalStateException(
            "draw " + next + " has " + drawn.size() + " bytes, not " + into.length);
      }
      drawn.copyTo(into, 0);
    }

    int left() {
      return draws.size() - next;
    }
  }
}
