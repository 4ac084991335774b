package io.mtlab.simulator.relay;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.machine.Address;
import io.mtlab.mtproto.machine.Doorman;
import java.util.HashMap;
import java.util.Map;

/** Whose a datagram is at a relay's port: each address and port is a peer of its own. */
final class RelayDoor implements Doorman {
  /** So many peers are known at a time; as many as a NAT with one address has ports. */
  static final int PEERS_MAX = 65_536;

  private static final Verdict DROP = new Verdict.Drop();

  private final int most;

  /** Looked up, never walked. */
  private final Map<Address, Long> numbers = new HashMap<>();

  private final Map<Long, Address> addresses = new HashMap<>();
  private long last;

  RelayDoor() {
    this(PEERS_MAX);
  }

  RelayDoor(int most) {
    this.most = most;
  }

  @Override
  public Verdict received(Bytes datagram, Address from, long now) {
    Long known = numbers.get(from);
    if (known != null) {
      return new Verdict.Belongs(known);
    }
    if (numbers.size() >= most) {
      return DROP;
    }
    last++;
    numbers.put(from, last);
    addresses.put(last, from);
    return new Verdict.Belongs(last);
  }

  @Override
  public void ended(long connection) {
    Address gone = addresses.remove(connection);
    if (gone != null) {
      numbers.remove(gone);
    }
  }
}
