package io.mtlab.mtproto.fault;

/**
 * A proxy on the way did not lead to the server. Not the server's doing, and no numbered rule of
 * MTProto: the connection is made anew, after a pause.
 */
public enum ProxyFailed implements Fault {
  /** What the proxy said is no answer to what it was asked. */
  PROXY_ANSWER("RFC 1928, RFC 9110"),
  /** The proxy wants a name and a password, or others. */
  PROXY_CREDENTIALS("RFC 1929, RFC 7617"),
  /** The proxy does not lead there, or could not. */
  PROXY_REFUSED("RFC 1928, RFC 9110");

  private final String section;

  ProxyFailed(String section) {
    this.section = section;
  }

  @Override
  public String section() {
    return section;
  }
}
