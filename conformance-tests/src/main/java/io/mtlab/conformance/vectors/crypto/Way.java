package io.mtlab.conformance.vectors.crypto;

import io.mtlab.conformance.vectors.format.Vector;
import io.mtlab.mtproto.crypto.Direction;

/** The direction that a vector names by its x. */
final class Way {
  private Way() {}

  static Direction of(Vector vector) {
    return vector.int32("x") == 0 ? Direction.TO_SERVER : Direction.TO_CLIENT;
  }
}
