package io.mtlab.mtproto.machine;

/**
 * Where a connection is dialled to.
 *
 * @param host a name, an IPv4 or an IPv6 address; in virtual time a node's name
 * @param port 1 to 65,535
 */
public record Address(String host, int port) {
  @Override
  public String toString() {
    return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
  }
}
