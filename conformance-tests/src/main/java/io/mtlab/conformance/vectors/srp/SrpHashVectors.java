package io.mtlab.conformance.vectors.srp;

import io.mtlab.conformance.vectors.format.Mismatch;
import io.mtlab.conformance.vectors.format.Vector;
import io.mtlab.conformance.vectors.format.VectorTest;
import io.mtlab.mtproto.crypto.srp.PasswordHash;

/** {@code SrpHashTest}: x of a password. */
public final class SrpHashVectors implements VectorTest {
  @Override
  public void run(Vector vector) throws Mismatch {
    byte[] password = vector.array("password");
    vector.expect("x", PasswordHash.x(password, vector.bytes("salt1"), vector.bytes("salt2")));
  }
}
