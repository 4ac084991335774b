package io.mtlab.conformance.vectors.format;

import io.mtlab.mtproto.fault.ProtocolException;

/**
 * Runs the tests of one type. A new object is made for each test group, so it may keep what is dear
 * to compute. It does not look at {@link Vector#expected()} but does the same for each test: the
 * caller judges.
 */
@FunctionalInterface
public interface VectorTest {
  /**
   * Does what the type's tests are about. Returning means that the input was accepted and that
   * every value the test states came out.
   *
   * @throws Refused if the implementation refused the input
   * @throws ProtocolException the same, by the name of the broken rule
   * @throws Mismatch if another value came out
   * @throws NotHere if the test cannot be run here
   */
  void run(Vector vector) throws Refused, ProtocolException, Mismatch, NotHere;
}
