package io.mtlab.conformance.vectors.tl;

import io.mtlab.conformance.vectors.format.Mismatch;
import io.mtlab.conformance.vectors.format.Refused;
import io.mtlab.conformance.vectors.format.Vector;
import io.mtlab.conformance.vectors.format.VectorTest;
import io.mtlab.schema.Combinator;

/** {@code TlCrc32Test}: the number of a declaration that stands in its normal form already. */
public final class NumberOfNormalFormVectors implements VectorTest {
  @Override
  public void run(Vector vector) throws Refused, Mismatch {
    Combinator combinator = Declarations.parse(vector.text("normalised"));
    vector.expectText("normalised", combinator.normalised());
    vector.expectText("number", Declarations.hex(combinator.id()));
  }
}
