package io.mtlab.mtproto.transport.proxy;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The numbers in the text of an address: nothing here looks a name up. */
final class IpAddress {
  private static final Pattern BYTE = Pattern.compile("0|[1-9][0-9]{0,2}");
  private static final Pattern GROUP = Pattern.compile("[0-9a-fA-F]{1,4}");
  private static final int IPV4_BYTES = 4;
  private static final int GROUPS = 8;
  private static final int BYTE_MAX = 255;

  private IpAddress() {}

  /** The 4 or 16 bytes of an address; null for a name. */
  static byte @Nullable [] bytes(String host) {
    return host.indexOf(':') < 0 ? ipv4(host) : ipv6(host);
  }

  private static byte @Nullable [] ipv4(String host) {
    String[] parts = host.split("\\.", -1);
    if (parts.length != IPV4_BYTES) {
      return null;
    }
    byte[] bytes = new byte[IPV4_BYTES];
    for (int i = 0; i < IPV4_BYTES; i++) {
      if (!BYTE.matcher(parts[i]).matches() || Integer.parseInt(parts[i]) > BYTE_MAX) {
        return null;
      }
      bytes[i] = (byte) Integer.parseInt(parts[i]);
    }
    return bytes;
  }

  /** Two colons stand once for all groups that are missing. */
  private static byte @Nullable [] ipv6(String host) {
    int gap = host.indexOf("::");
    List<Integer> before = groups(gap < 0 ? host : host.substring(0, gap));
    List<Integer> after = gap < 0 ? List.of() : groups(host.substring(gap + 2));
    if (before == null || after == null) {
      return null;
    }
    int missing = GROUPS - before.size() - after.size();
    if (gap < 0 ? missing != 0 : missing < 1) {
      return null;
    }
    byte[] bytes = new byte[2 * GROUPS];
    for (int i = 0; i < before.size(); i++) {
      put(before.get(i), bytes, i);
    }
    for (int i = 0; i < after.size(); i++) {
      put(after.get(i), bytes, GROUPS - after.size() + i);
    }
    return bytes;
  }

  private static @Nullable List<Integer> groups(String text) {
    List<Integer> groups = new ArrayList<>();
    if (text.isEmpty()) {
      return groups;
    }
    for (String part : text.split(":", -1)) {
      if (!GROUP.matcher(part).matches()) {
        return null;
      }
      groups.add(Integer.parseInt(part, 16));
    }
    return groups;
  }

  private static void put(int group, byte[] into, int place) {
    into[2 * place] = (byte) (group >> 8);
    into[2 * place + 1] = (byte) group;
  }
}
