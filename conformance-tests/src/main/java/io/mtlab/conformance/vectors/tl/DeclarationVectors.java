package io.mtlab.conformance.vectors.tl;

import io.mtlab.conformance.vectors.format.Mismatch;
import io.mtlab.conformance.vectors.format.Refused;
import io.mtlab.conformance.vectors.format.Vector;
import io.mtlab.conformance.vectors.format.VectorTest;
import io.mtlab.schema.Combinator;

/** {@code TlDeclarationTest}: normal form, computed number and the number in use. */
public final class DeclarationVectors implements VectorTest {
  @Override
  public void run(Vector vector) throws Refused, Mismatch {
    Combinator combinator = Declarations.parse(vector.text("declaration"));
    vector.expectText("normalised", combinator.normalised());
    vector.expectText("crc32", Declarations.hex(combinator.computedId()));
    vector.expectText("number", Declarations.hex(combinator.id()));
  }
}
