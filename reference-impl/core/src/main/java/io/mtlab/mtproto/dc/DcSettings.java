package io.mtlab.mtproto.dc;

import io.mtlab.mtproto.machine.Address;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/**
 * What a server tells about itself and the other data centres.
 *
 * @param thisDc its own number
 * @param test whether it is one for tests
 * @param addresses where the data centres are reached, by number; may be empty
 */
public record DcSettings(int thisDc, boolean test, SequencedMap<Integer, Address> addresses) {
  /** Copies the map in its order. */
  public DcSettings {
    addresses = new LinkedHashMap<>(addresses);
  }

  /** A server that knows no address, not even its own. */
  public static DcSettings alone(int thisDc) {
    return new DcSettings(thisDc, false, new LinkedHashMap<>());
  }
}
