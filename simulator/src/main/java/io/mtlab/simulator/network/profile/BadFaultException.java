package io.mtlab.simulator.network.profile;

import org.jspecify.annotations.Nullable;

/** A fault cannot be as it was asked for. The message names the attribute and what it may be. */
public final class BadFaultException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  private final @Nullable String attribute;

  /** About one attribute; null for the whole fault. */
  public BadFaultException(@Nullable String attribute, String message) {
    super(message);
    this.attribute = attribute;
  }

  /** The attribute that is wrong; null if it is the whole. */
  public @Nullable String attribute() {
    return attribute;
  }
}
