package io.mtlab.simulator.live;

import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * The loopback address that a node dials from: 127.x.y.z, where the 24 bits x.y.z are 0x400000 plus
 * the node's number, so that 127.64.0.1 is node 1.
 */
public final class SourceAddress {
  /** The highest node number that has an address. */
  public static final int NODE_MAX = 0xffffff - 0x400000 - 1;

  private static final int FIRST = 0x400000;
  private static final byte LOOPBACK = 127;

  private SourceAddress() {}

  /** The address of a node, from 1 to {@link #NODE_MAX}. */
  public static InetAddress of(int node) {
    if (node < 1 || node > NODE_MAX) {
      throw new IllegalArgumentException("node " + node);
    }
    int bits = FIRST + node;
    byte[] address = {LOOPBACK, (byte) (bits >> 16), (byte) (bits >> 8), (byte) bits};
    try {
      return InetAddress.getByAddress(address);
    } catch (UnknownHostException e) {
      throw new IllegalStateException("four bytes are an address", e);
    }
  }
}
