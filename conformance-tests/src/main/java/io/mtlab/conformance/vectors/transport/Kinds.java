package io.mtlab.conformance.vectors.transport;

import io.mtlab.conformance.vectors.format.NotHere;
import io.mtlab.conformance.vectors.format.Vector;
import io.mtlab.mtproto.transport.TransportKind;

/** Which of the core's transports a test is about. */
final class Kinds {
  private Kinds() {}

  static TransportKind of(Vector vector) throws NotHere {
    String name = vector.text("transport");
    return switch (name) {
      case "abridged" -> TransportKind.ABRIDGED;
      case "intermediate" -> TransportKind.INTERMEDIATE;
      default -> throw new NotHere("the core does not speak the " + name + " transport");
    };
  }
}
