package io.mtlab.simulator.toxiproxy;

import io.netty.util.NetUtil;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Addresses as Go's {@code net} package reads and writes them: {@code host:port}, {@code
 * [v6]:port}, {@code :port} for all interfaces, nothing at all for all of them and any port.
 *
 * @param host null for all interfaces
 */
record ListenAddress(@Nullable InetAddress host, int port) {
  private static final int PORT_BITS = 16;
  private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]+");

  /** Finds the address of a host. */
  @FunctionalInterface
  interface Names {
    /** What the system knows; may take long. */
    Names OF_SYSTEM = InetAddress::getByName;

    /** The address of this name, or of this number. */
    InetAddress lookUp(String host) throws UnknownHostException;
  }

  /** The address that this text means; the message of the exception is Go's. */
  static ListenAddress parsed(String text) throws UnknownHostException {
    return parsed(text, Names.OF_SYSTEM);
  }

  /** The same, with names that these know. */
  static ListenAddress parsed(String text, Names names) throws UnknownHostException {
    if (text.isEmpty()) {
      return new ListenAddress(null, 0);
    }
    int colon = text.lastIndexOf(':');
    String host = colon < 0 ? text : hostOf(text, colon);
    if (colon < 0 || (text.startsWith("[") && text.endsWith("]"))) {
      throw new UnknownHostException("address " + text + ": missing port in address");
    }
    int port = port(text.substring(colon + 1));
    return new ListenAddress(host.isEmpty() ? null : resolved(host, names), port);
  }

  /** Whether what this text means cannot be told without asking for a name. */
  static boolean asksForName(String text) {
    int colon = text.lastIndexOf(':');
    String host = (colon < 0 ? text : text.substring(0, colon)).replaceAll("^\\[|]$", "");
    return !host.isEmpty()
        && !NetUtil.isValidIpV4Address(host)
        && !NetUtil.isValidIpV6Address(host);
  }

  /** How Go writes a bound address; one for all interfaces is {@code [::]}. */
  static String text(InetSocketAddress bound) {
    InetAddress address = bound.getAddress();
    return address.isAnyLocalAddress()
        ? "[::]:" + bound.getPort()
        : withPort(address, bound.getPort());
  }

  InetSocketAddress socketAddress() {
    return host == null ? new InetSocketAddress(port) : new InetSocketAddress(host, port);
  }

  /** Where a connection to this address goes; without a host to this machine. */
  InetSocketAddress dialled() {
    return new InetSocketAddress(host == null ? InetAddress.getLoopbackAddress() : host, port);
  }

  /** How Go writes an address that is resolved but not bound. */
  @Override
  public String toString() {
    return host == null ? ":" + port : withPort(host, port);
  }

  private static String hostOf(String text, int colon) throws UnknownHostException {
    if (text.startsWith("[")) {
      int end = text.indexOf(']');
      if (end < 0) {
        throw new UnknownHostException("address " + text + ": missing ']' in address");
      }
      if (end + 1 != colon && end + 1 != text.length()) {
        String why = text.charAt(end + 1) == ':' ? "too many colons" : "missing port";
        throw new UnknownHostException("address " + text + ": " + why + " in address");
      }
      return text.substring(1, end);
    }
    String host = text.substring(0, colon);
    if (host.indexOf(':') >= 0) {
      throw new UnknownHostException("address " + text + ": too many colons in address");
    }
    return host;
  }

  private static int port(String text) throws UnknownHostException {
    if (text.isEmpty()) {
      return 0;
    }
    if (!NUMBER.matcher(text).matches()) {
      throw new UnknownHostException("lookup tcp/" + text + ": unknown port");
    }
    BigInteger port = new BigInteger(text);
    if (port.signum() >= 0 && port.bitLength() <= PORT_BITS) {
      return port.intValue();
    }
    throw new UnknownHostException("address " + text + ": invalid port");
  }

  private static InetAddress resolved(String host, Names names) throws UnknownHostException {
    try {
      return names.lookUp(host);
    } catch (UnknownHostException _) {
      throw new UnknownHostException("lookup " + host + ": no such host");
    }
  }

  private static String withPort(InetAddress address, int port) {
    String host = address.getHostAddress();
    return (host.indexOf(':') < 0 ? host : "[" + shortened(host) + "]") + ":" + port;
  }

  /** Java writes all eight groups; Go leaves the longest run of zeros out. */
  private static String shortened(String host) {
    String best = "";
    for (int groups = 8; groups >= 2 && best.isEmpty(); groups--) {
      String zeros = "0:".repeat(groups - 1) + "0";
      if ((":" + host + ":").contains(":" + zeros + ":")) {
        best = zeros;
      }
    }
    if (best.isEmpty()) {
      return host;
    }
    String padded = ":" + host + ":";
    int at = padded.indexOf(":" + best + ":");
    String before = padded.substring(0, at);
    String after = padded.substring(at + best.length() + 2);
    String left = before.startsWith(":") ? before.substring(1) : before;
    String right = after.endsWith(":") ? after.substring(0, after.length() - 1) : after;
    return left + "::" + right;
  }
}
