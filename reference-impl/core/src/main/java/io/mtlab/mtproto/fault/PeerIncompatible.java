package io.mtlab.mtproto.fault;

/** An honest peer with which there is nothing in common. */
public enum PeerIncompatible implements Fault {
  /** None of the server's key fingerprints is known. */
  NO_COMMON_RSA_KEY("mtproto/auth_key#dh-exchange-initiation"),
  /** A password is hashed in a way that this client is too old for. */
  PASSWORD_ALGORITHM("api/srp#using-the-srp-protocol"),
  /** The data centre that the client wants is not this one. */
  WRONG_DC("mtproto/mtproto-transports#transport-errors");

  private final String section;

  PeerIncompatible(String section) {
    this.section = section;
  }

  @Override
  public String section() {
    return section;
  }
}
