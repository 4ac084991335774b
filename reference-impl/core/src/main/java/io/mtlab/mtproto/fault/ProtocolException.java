package io.mtlab.mtproto.fault;

/**
 * A peer broke a rule. Carries no stack trace: it is an outcome, made for each bad frame that
 * arrives, not a bug.
 */
public final class ProtocolException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Fault fault;

  /** The rule that was broken. */
  public ProtocolException(Fault fault) {
    super(fault.name(), null, false, false);
    this.fault = fault;
  }

  /** The rule that was broken. */
  public Fault fault() {
    return fault;
  }
}
