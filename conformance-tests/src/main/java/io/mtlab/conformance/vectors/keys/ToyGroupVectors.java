package io.mtlab.conformance.vectors.keys;

import io.mtlab.conformance.vectors.format.Refused;
import io.mtlab.conformance.vectors.format.Vector;
import io.mtlab.conformance.vectors.format.VectorTest;
import io.mtlab.mtproto.crypto.DhGroup;
import io.mtlab.mtproto.crypto.DhGroups;
import java.math.BigInteger;
import java.security.SecureRandom;

/** {@code ToyGroupTest}: the same checks on small primes, without the one on the size. */
public final class ToyGroupVectors implements VectorTest {
  private final DhGroups groups = new DhGroups(new SecureRandom()::nextBytes);

  @Override
  public void run(Vector vector) throws Refused {
    BigInteger p = vector.number("p");
    if (!groups.isSafePrime(p)) {
      throw new Refused("no safe prime");
    }
    if (!DhGroup.generatorFits(p, vector.int32("g"))) {
      throw new Refused("the generator does not fit");
    }
  }
}
