package io.mtlab.mtproto.endpoint;

import java.util.HashMap;
import java.util.Map;

/**
 * How much one address may have of a gate; whoever wants more hears -429. Nothing is limited for
 * addresses of this machine unless that is said: a laboratory's clients all share one.
 *
 * @param connections at a time from one address; 0 for any number
 * @param messages over one connection; 0 for any number
 * @param loopback whether the limits hold for this machine, too
 * @see <a href="https://core.telegram.org/mtproto/mtproto-transports#transport-errors">errors</a>
 */
public record AddressLimits(int connections, long messages, boolean loopback) {
  /** More than a household or an office behind one address has; no text names a number. */
  public static final AddressLimits DEFAULT = new AddressLimits(1_000, 0, false);

  /** Whether an address is held to the limits. */
  boolean hold(String host) {
    boolean here = host.startsWith("127.") || host.equals("::1") || host.equals("0:0:0:0:0:0:0:1");
    return loopback || !here;
  }

  /** The connections that stand, by address. */
  static final class Count {
    private final AddressLimits limits;
    // looked up, never walked
    private final Map<String, Integer> standing = new HashMap<>();

    Count(AddressLimits limits) {
      this.limits = limits;
    }

    /** One more from this address; says whether that is too many. */
    boolean opened(String host) {
      int now = standing.merge(host, 1, Integer::sum);
      return limits.connections() > 0 && limits.hold(host) && now > limits.connections();
    }

    /** One less from this address. */
    void closed(String host) {
      standing.computeIfPresent(host, (same, count) -> count == 1 ? null : count - 1);
    }

    /** How many messages a connection from this address may bring. */
    long messagesMax(String host) {
      return limits.messages() > 0 && limits.hold(host) ? limits.messages() : Long.MAX_VALUE;
    }
  }
}
