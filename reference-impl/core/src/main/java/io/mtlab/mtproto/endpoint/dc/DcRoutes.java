package io.mtlab.mtproto.endpoint.dc;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.endpoint.route.Route;
import io.mtlab.mtproto.machine.Address;
import io.mtlab.mtproto.tl.api.DcOption;
import io.mtlab.mtproto.transport.Carrier;
import io.mtlab.mtproto.transport.Framing;
import io.mtlab.mtproto.transport.TransportSpec;
import io.mtlab.mtproto.transport.mask.ProxySecret;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedMap;
import java.util.SequencedSet;
import org.jspecify.annotations.Nullable;

/**
 * The routes to a data centre that follow from what a server told of its addresses. What a server
 * tells is bounded and checked here: an option that cannot be used is left out.
 *
 * @see <a href="https://core.telegram.org/constructor/dcOption">dcOption</a>
 */
public final class DcRoutes {
  /** These are equivalent on an address that does not insist on its own. */
  static final List<Integer> PORTS = List.of(443, 80, 5222);

  private static final int PORT_MAX = 65_535;
  private static final int HOST_LENGTH_MAX = 253;

  private DcRoutes() {}

  /**
   * What a client wants of a data centre.
   *
   * @param media whether it is about files: addresses for media only are then liked best
   * @param cdn whether a content delivery network is meant, which is no data centre of its own kind
   * @param ipv6 whether the client's network has IPv6
   * @param proxied whether the client dials through a proxy: addresses that never change are then
   *     liked best
   */
  public record Wish(boolean media, boolean cdn, boolean ipv6, boolean proxied) {
    /** Messages, over IPv4, without a proxy. */
    public static final Wish MAIN = new Wish(false, false, false, false);
  }

  /**
   * The routes to a data centre in the order of liking; none if nothing usable is known of it.
   *
   * @param liking what the client wants to speak, best first, none of them through an MTProxy: that
   *     one knows the data centres itself
   */
  public static List<Route> to(
      int dc, List<DcOption> options, Wish wish, List<TransportSpec> liking) {
    List<DcOption> usable = usable(dc, options, wish);
    SequencedMap<TransportSpec, SequencedSet<Address>> found = new LinkedHashMap<>();
    for (TransportSpec liked : liking) {
      if (liked.secret() != null) {
        throw new IllegalArgumentException(liked + " leads to an MTProxy, not to an address");
      }
      SequencedMap<DcOption, TransportSpec> spoken = new LinkedHashMap<>();
      for (DcOption option : usable) {
        TransportSpec spec = spoken(liked, option);
        if (spec != null) {
          spoken.put(option, spec);
        }
      }
      spoken.forEach((option, spec) -> addresses(found, spec).add(address(option, option.port())));
      spoken.forEach((option, spec) -> addresses(found, spec).addAll(otherPorts(option, spec)));
    }
    return found.sequencedEntrySet().stream()
        .map(row ->
            new Route(row.getKey(), row.getValue().stream().limit(Route.ADDRESSES_MAX).toList()))
        .toList();
  }

  private static SequencedSet<Address> addresses(
      SequencedMap<TransportSpec, SequencedSet<Address>> found, TransportSpec spec) {
    return found.computeIfAbsent(spec, _ -> new LinkedHashSet<>());
  }

  private static List<DcOption> usable(int dc, List<DcOption> options, Wish wish) {
    List<DcOption> fitting =
        options.stream()
            .filter(option -> option.id() == dc && isAddress(option))
            .filter(option -> option.cdn() == wish.cdn())
            .filter(option -> wish.media() || !option.mediaOnly())
            .filter(option -> wish.ipv6() || !option.ipv6())
            .toList();
    List<DcOption> ordered = new ArrayList<>(fitting.stream().filter(DcOption::mediaOnly).toList());
    fitting.stream().filter(option -> !option.mediaOnly()).forEach(ordered::add);
    List<DcOption> unchanging = ordered.stream().filter(DcOption::staticField).toList();
    return wish.proxied() && !unchanging.isEmpty() ? unchanging : ordered;
  }

  private static boolean isAddress(DcOption option) {
    String host = option.ipAddress();
    return !host.isEmpty()
        && host.length() <= HOST_LENGTH_MAX
        && host.chars().allMatch(c -> c > ' ' && c < 0x7f)
        && option.port() > 0
        && option.port() <= PORT_MAX;
  }

  /** What is spoken to an address instead of what is liked; null if nothing of its kind is. */
  private static @Nullable TransportSpec spoken(TransportSpec liked, DcOption option) {
    Bytes secret = option.secret();
    if (secret != null && !secret.isEmpty()) {
      return liked.carrier() == Carrier.TCP ? withSecret(secret) : null;
    }
    if (!option.tcpoOnly() || liked.obfuscated()) {
      return liked;
    }
    return liked.carrier() == Carrier.TCP ? obfuscated(liked) : null;
  }

  private static @Nullable TransportSpec withSecret(Bytes raw) {
    try {
      return TransportSpec.with(ProxySecret.of(raw));
    } catch (IllegalArgumentException unknownForm) {
      return null;
    }
  }

  /** Full frames have no tag, so that they are never obfuscated: padded ones take their place. */
  private static TransportSpec obfuscated(TransportSpec plain) {
    Framing framing = plain.framing() == Framing.FULL ? Framing.PADDED : plain.framing();
    return new TransportSpec(Carrier.TCP, framing, true, null);
  }

  private static List<Address> otherPorts(DcOption option, TransportSpec spec) {
    boolean plainStream = spec.carrier() == Carrier.TCP || spec.carrier() == Carrier.FAKE_TLS;
    return option.thisPortOnly() || !plainStream
        ? List.of()
        : PORTS.stream().map(port -> address(option, port)).toList();
  }

  private static Address address(DcOption option, int port) {
    return new Address(option.ipAddress(), port);
  }
}
