package io.mtlab.mtproto.fault;

/** A peer that did not answer in time. */
public enum TimedOut implements Fault {
  /** The key exchange did not end within its limit. */
  KEY_EXCHANGE("mtproto/auth_key"),
  /** A connection did not stand within its limit. */
  CONNECTING("mtproto/transports"),
  /** A connection said nothing for longer than is allowed. */
  IDLE("mtproto/service_messages#deferred-connection-closure-ping");

  private final String section;

  TimedOut(String section) {
    this.section = section;
  }

  @Override
  public String section() {
    return section;
  }
}
