package io.mtlab.conformance.interop;

import io.mtlab.conformance.implementation.Implementation;

/**
 * One implementation over one transport.
 *
 * @param implementation the implementation
 * @param transport the transport
 */
public record Cell(Implementation implementation, String transport) {
  /** How reports name it. */
  public String name() {
    return implementation.name() + " over " + transport;
  }

  /** The command that runs it again. */
  public String repeat() {
    return "./mtlab interop --only " + implementation.name() + " --transport " + transport;
  }
}
