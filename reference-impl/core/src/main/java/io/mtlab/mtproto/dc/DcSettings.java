package io.mtlab.mtproto.dc;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.machine.Address;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/**
 * What a server tells about itself and the other data centres.
 *
 * @param thisDc its own number
 * @param test whether it is one for tests
 * @param addresses where the data centres are reached, by number; may be empty
 * @param secret what the data centres vouch for users with, 16 bytes at least; empty to trust none
 */
public record DcSettings(
    int thisDc, boolean test, SequencedMap<Integer, Address> addresses, Bytes secret) {
  /** Copies the map in its order. */
  public DcSettings {
    addresses = new LinkedHashMap<>(addresses);
  }

  /** Data centres that trust no other. */
  public DcSettings(int thisDc, boolean test, SequencedMap<Integer, Address> addresses) {
    this(thisDc, test, addresses, Bytes.EMPTY);
  }

  /** A server that knows no address, not even its own. */
  public static DcSettings alone(int thisDc) {
    return new DcSettings(thisDc, false, new LinkedHashMap<>());
  }

  /** Without the secret. */
  @Override
  public String toString() {
    return "DcSettings[dc " + thisDc + ", " + addresses.keySet() + "]";
  }
}
