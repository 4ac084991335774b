package io.mtlab.conformance.vectors.keys;

import io.mtlab.conformance.vectors.format.Mismatch;
import io.mtlab.conformance.vectors.format.Vector;
import io.mtlab.conformance.vectors.format.VectorTest;
import io.mtlab.mtproto.crypto.DhGroup;
import io.mtlab.mtproto.crypto.DhGroups;
import io.mtlab.mtproto.crypto.DhPower;
import io.mtlab.mtproto.fault.ProtocolException;
import java.security.SecureRandom;

/** {@code DhSharedKeyTest}: both sides of an exchange come to the same key. */
public final class DhSharedKeyVectors implements VectorTest {
  private final DhGroups groups = new DhGroups(new SecureRandom()::nextBytes);

  @Override
  public void run(Vector vector) throws ProtocolException, Mismatch {
    DhGroup group = groups.check(vector.bytes("p"), vector.int32("g"));
    byte[] a = vector.array("a");
    byte[] b = vector.array("b");
    vector.expect("gA", group.publicValue(a));
    vector.expect("gB", group.publicValue(b));
    vector.expect("gA", new DhPower(group).publicValue(a));
    vector.expect("key", group.sharedKey(vector.array("gA"), b));
    vector.expect("key", group.sharedKey(vector.array("gB"), a));
  }
}
