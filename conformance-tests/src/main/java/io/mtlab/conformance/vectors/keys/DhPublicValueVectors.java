package io.mtlab.conformance.vectors.keys;

import io.mtlab.conformance.vectors.format.Vector;
import io.mtlab.conformance.vectors.format.VectorTest;
import io.mtlab.mtproto.crypto.DhGroups;
import io.mtlab.mtproto.fault.ProtocolException;
import java.security.SecureRandom;

/** {@code DhPublicValueTest}: g_a and g_b, in range and not. */
public final class DhPublicValueVectors implements VectorTest {
  private final DhGroups groups = new DhGroups(new SecureRandom()::nextBytes);

  @Override
  public void run(Vector vector) throws ProtocolException {
    groups.check(vector.bytes("p"), vector.int32("g")).check(vector.array("y"));
  }
}
