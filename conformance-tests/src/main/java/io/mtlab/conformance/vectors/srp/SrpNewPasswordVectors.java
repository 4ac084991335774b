package io.mtlab.conformance.vectors.srp;

import io.mtlab.conformance.vectors.format.Mismatch;
import io.mtlab.conformance.vectors.format.Vector;
import io.mtlab.conformance.vectors.format.VectorTest;
import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.crypto.DhGroup;
import io.mtlab.mtproto.crypto.DhGroups;
import io.mtlab.mtproto.crypto.srp.NewPassword;
import io.mtlab.mtproto.crypto.srp.Verifier;
import io.mtlab.mtproto.fault.ProtocolException;
import java.security.SecureRandom;

/** {@code SrpNewPasswordTest}: the verifier of a new password, with given random bytes. */
public final class SrpNewPasswordVectors implements VectorTest {
  private final DhGroups groups = new DhGroups(new SecureRandom()::nextBytes);

  @Override
  public void run(Vector vector) throws ProtocolException, Mismatch {
    DhGroup group = groups.check(vector.bytes("p"), vector.int32("g"));
    Bytes append = vector.bytes("append");
    Verifier made =
        NewPassword.of(
            vector.array("password"),
            group,
            vector.bytes("salt1"),
            vector.bytes("salt2"),
            drawn -> append.copyTo(drawn, 0));
    vector.expect("salt1New", made.salt1());
    vector.expect("v", made.v());
  }
}
