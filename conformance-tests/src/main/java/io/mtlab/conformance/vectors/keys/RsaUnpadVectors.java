package io.mtlab.conformance.vectors.keys;

import io.mtlab.conformance.vectors.format.Mismatch;
import io.mtlab.conformance.vectors.format.Vector;
import io.mtlab.conformance.vectors.format.VectorTest;
import io.mtlab.mtproto.crypto.RsaPad;
import io.mtlab.mtproto.crypto.RsaPrivateKey;
import io.mtlab.mtproto.crypto.RsaPublicKey;
import io.mtlab.mtproto.fault.ProtocolException;
import org.jspecify.annotations.Nullable;

/** {@code RsaUnpadTest}: what a server gets under its RSA key, good and bad. */
public final class RsaUnpadVectors implements VectorTest {
  private @Nullable RsaPrivateKey key;

  @Override
  public void run(Vector vector) throws ProtocolException, Mismatch {
    if (key == null) {
      RsaPublicKey publicKey = new RsaPublicKey(vector.number("n"), vector.number("e"));
      key = RsaPrivateKey.of(publicKey, vector.number("d"));
    }
    vector.expect("dataWithPadding", RsaPad.decrypt(key, vector.bytes("encryptedData")));
  }
}
