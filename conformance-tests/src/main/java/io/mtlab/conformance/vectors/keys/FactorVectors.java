package io.mtlab.conformance.vectors.keys;

import io.mtlab.conformance.vectors.format.Mismatch;
import io.mtlab.conformance.vectors.format.Vector;
import io.mtlab.conformance.vectors.format.VectorTest;
import io.mtlab.mtproto.crypto.Pq;
import io.mtlab.mtproto.fault.ProtocolException;

/** {@code FactorTest}: pq into its two primes. */
public final class FactorVectors implements VectorTest {
  @Override
  public void run(Vector vector) throws ProtocolException, Mismatch {
    Pq factors = Pq.factor(vector.bytes("pq"));
    vector.expect("p", factors.pBytes());
    vector.expect("q", factors.qBytes());
  }
}
