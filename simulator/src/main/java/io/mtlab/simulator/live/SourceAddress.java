package io.mtlab.simulator.live;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The loopback address that a node dials from: 127.x.y.z, where the 24 bits x.y.z are 0x400000 plus
 * the node's number, so that 127.64.0.1 is node 1. A node that roams has three such addresses in
 * turn, 0x400000 apart: 127.64.0.1, 127.128.0.1 and 127.192.0.1 are all node 1.
 */
public final class SourceAddress {
  /** The highest node number that has an address. */
  public static final int NODE_MAX = 0x3fffff - 1;

  /** How many addresses a node has. */
  public static final int PLACES = 3;

  private static final int FIRST = 0x400000;
  private static final byte LOOPBACK = 127;
  private static final Pattern LOOPBACKS =
      Pattern.compile("127\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})");

  private SourceAddress() {}

  /** The address of a node, from 1 to {@link #NODE_MAX}. */
  public static InetAddress of(int node) {
    return of(node, 0);
  }

  /** The address of a node that has roamed so often. */
  public static InetAddress of(int node, int roamed) {
    if (node < 1 || node > NODE_MAX) {
      throw new IllegalArgumentException("node " + node);
    }
    int bits = FIRST * (1 + roamed % PLACES) + node;
    byte[] address = {LOOPBACK, (byte) (bits >> 16), (byte) (bits >> 8), (byte) bits};
    try {
      return InetAddress.getByAddress(address);
    } catch (UnknownHostException e) {
      throw new IllegalStateException("four bytes are an address", e);
    }
  }

  /** The node that dials from an address; 0 for an address of nobody's. */
  public static int nodeOf(String host) {
    Matcher bytes = LOOPBACKS.matcher(host);
    if (!bytes.matches()) {
      return 0;
    }
    int bits = 0;
    for (int i = 1; i <= 3; i++) {
      bits = bits << Byte.SIZE | Integer.parseInt(bytes.group(i));
    }
    return bits < FIRST ? 0 : bits % FIRST;
  }
}
