package io.mtlab.mtproto.endpoint.route;

import io.mtlab.mtproto.machine.Address;
import io.mtlab.mtproto.transport.TransportSpec;
import java.util.List;

/**
 * A way to a server.
 *
 * @param transport what is spoken on it
 * @param addresses where to dial, the next one after each failure; at least one
 */
public record Route(TransportSpec transport, List<Address> addresses) {
  /** So many addresses of a route are kept; a server that names more is not believed. */
  public static final int ADDRESSES_MAX = 64;

  /** Checks and copies. */
  public Route {
    if (addresses.isEmpty() || addresses.size() > ADDRESSES_MAX) {
      throw new IllegalArgumentException(addresses.size() + " addresses");
    }
    addresses = List.copyOf(addresses);
  }

  /** A route to one address. */
  public static Route to(Address address, TransportSpec transport) {
    return new Route(transport, List.of(address));
  }
}
