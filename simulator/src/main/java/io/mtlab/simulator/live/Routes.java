package io.mtlab.simulator.live;

import io.mtlab.mtproto.machine.Address;
import java.util.Map;

/** Where the names of a scenario are really reached: each at its proxy. */
final class Routes {
  private final Map<String, Address> byName;

  Routes(Map<String, Address> byName) {
    this.byName = Map.copyOf(byName);
  }

  /**
   * The proxy of a name; what is no name of the scenario stays as it is.
   *
   * @param place where the node is that dials; empty if it has never gone anywhere
   */
  Address to(Address wanted, String place) {
    return byName.getOrDefault(Live.routeFrom(place, wanted.host()), wanted);
  }
}
