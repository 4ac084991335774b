package io.mtlab.mtproto.endpoint.dc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.mtlab.mtproto.bytes.Bytes;
import io.mtlab.mtproto.endpoint.route.Route;
import io.mtlab.mtproto.machine.Address;
import io.mtlab.mtproto.tl.api.DcOption;
import io.mtlab.mtproto.transport.Framing;
import io.mtlab.mtproto.transport.TransportSpec;
import io.mtlab.mtproto.transport.mask.ProxySecret;
import io.mtlab.testing.Requirement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The flags of dcOption, each beside an option without it. */
final class DcRoutesTest {
  private static final DcOption PLAIN = option().build();
  private static final List<TransportSpec> ABRIDGED = List.of(TransportSpec.ABRIDGED);
  private static final String SECRET = "000102030405060708090a0b0c0d0e0f";

  private static DcOption.Builder option() {
    return DcOption.builder().id(2).ipAddress("10.0.0.2").port(443);
  }

  private static DcOption.Builder other() {
    return DcOption.builder().id(2).ipAddress("10.0.0.3").port(443);
  }

  private static List<Route> routes(DcRoutes.Wish wish, DcOption... options) {
    return DcRoutes.to(2, List.of(options), wish, ABRIDGED);
  }

  private static List<String> hosts(DcRoutes.Wish wish, DcOption... options) {
    return routes(wish, options).stream()
        .flatMap(route -> route.addresses().stream())
        .map(Address::host)
        .distinct()
        .toList();
  }

  @Requirement("T-029")
  void t029_the_ports_are_tried_in_turn_unless_the_address_insists_on_its_own() {
    assertThat(routes(DcRoutes.Wish.MAIN, option().port(8443).build(), other().build()))
        .singleElement()
        .satisfies(route ->
            assertThat(route.addresses().toString())
                .isEqualTo(
                    "[10.0.0.2:8443, 10.0.0.3:443, 10.0.0.2:443, 10.0.0.2:80, 10.0.0.2:5222,"
                        + " 10.0.0.3:80, 10.0.0.3:5222]"));
    assertThat(routes(DcRoutes.Wish.MAIN, option().port(8443).thisPortOnly(true).build()))
        .containsExactly(Route.to(new Address("10.0.0.2", 8443), TransportSpec.ABRIDGED));
    TransportSpec http = TransportSpec.named("http", null);
    assertThat(DcRoutes.to(2, List.of(PLAIN), DcRoutes.Wish.MAIN, List.of(http)))
        .as("the ports of TCP are not those of HTTP")
        .containsExactly(Route.to(new Address("10.0.0.2", 443), http));
  }

  @Requirement("B-019")
  void b019_tcpo_only_is_spoken_to_with_obfuscation_or_not_at_all() {
    DcOption masked = other().tcpoOnly(true).build();
    List<TransportSpec> all = new ArrayList<>();
    for (String name : TransportSpec.names()) {
      if (!TransportSpec.needsSecret(name)) {
        all.add(TransportSpec.named(name, null));
      }
    }
    List<Route> routes = DcRoutes.to(2, List.of(masked), DcRoutes.Wish.MAIN, all);
    assertThat(routes).isNotEmpty().allMatch(route -> route.transport().obfuscated());
    assertThat(routes)
        .extracting(route -> route.transport().name())
        .containsExactly(
            "obfuscated-abridged",
            "obfuscated-intermediate",
            "obfuscated-padded",
            "websocket",
            "secure-websocket");
    assertThat(DcRoutes.to(2, List.of(PLAIN), DcRoutes.Wish.MAIN, all))
        .extracting(Route::transport)
        .containsExactlyElementsOf(all);

    assertThat(routes(DcRoutes.Wish.MAIN, PLAIN, masked))
        .as("each address as it demands")
        .extracting(route -> route.transport().name() + " " + route.addresses().getFirst().host())
        .containsExactly("abridged 10.0.0.2", "obfuscated-abridged 10.0.0.3");
  }

  @Requirement({"T-029", "B-014"})
  void t029_the_secret_of_an_address_is_used_in_its_form() {
    DcOption simple = other().tcpoOnly(true).secret(Bytes.fromHex(SECRET)).build();
    assertThat(routes(DcRoutes.Wish.MAIN, simple))
        .singleElement()
        .satisfies(route ->
            assertThat(route.transport()).isEqualTo(TransportSpec.with(ProxySecret.parse(SECRET))));
    DcOption padded = other().tcpoOnly(true).secret(Bytes.fromHex("dd" + SECRET)).build();
    assertThat(routes(DcRoutes.Wish.MAIN, padded))
        .extracting(route -> route.transport().framing())
        .containsExactly(Framing.PADDED);
    DcOption unknown = other().tcpoOnly(true).secret(Bytes.fromHex("cc" + SECRET)).build();
    assertThat(hosts(DcRoutes.Wish.MAIN, unknown, PLAIN)).containsExactly("10.0.0.2");
    TransportSpec http = TransportSpec.named("http", null);
    assertThat(DcRoutes.to(2, List.of(simple), DcRoutes.Wish.MAIN, List.of(http))).isEmpty();
  }

  @Requirement("T-029")
  void t029_other_networks_and_other_purposes_are_left_alone() {
    DcOption ipv6 = other().ipv6(true).ipAddress("2001:db8::2").build();
    assertThat(hosts(DcRoutes.Wish.MAIN, ipv6, PLAIN)).containsExactly("10.0.0.2");
    assertThat(hosts(new DcRoutes.Wish(false, false, true, false), ipv6, PLAIN))
        .containsExactly("2001:db8::2", "10.0.0.2");

    DcOption media = other().mediaOnly(true).build();
    assertThat(hosts(DcRoutes.Wish.MAIN, media, PLAIN)).containsExactly("10.0.0.2");
    assertThat(hosts(new DcRoutes.Wish(true, false, false, false), PLAIN, media))
        .containsExactly("10.0.0.3", "10.0.0.2");

    DcOption cdn = other().cdn(true).build();
    assertThat(hosts(DcRoutes.Wish.MAIN, cdn, PLAIN)).containsExactly("10.0.0.2");
    assertThat(hosts(new DcRoutes.Wish(false, true, false, false), cdn, PLAIN))
        .containsExactly("10.0.0.3");

    DcOption unchanging = other().staticField(true).build();
    assertThat(hosts(DcRoutes.Wish.MAIN, PLAIN, unchanging)).hasSize(2);
    assertThat(hosts(new DcRoutes.Wish(false, false, false, true), PLAIN, unchanging))
        .containsExactly("10.0.0.3");
    assertThat(hosts(new DcRoutes.Wish(false, false, false, true), PLAIN))
        .containsExactly("10.0.0.2");
  }

  @Test
  void what_cannot_be_dialled_is_left_out_and_what_is_told_is_bounded() {
    assertThat(
            routes(
                DcRoutes.Wish.MAIN,
                other().id(3).build(),
                other().ipAddress("").build(),
                other().ipAddress("a b").build(),
                other().ipAddress("a".repeat(254)).build(),
                other().port(0).build(),
                other().port(65_536).build()))
        .isEmpty();
    DcOption[] many = new DcOption[500];
    for (int i = 0; i < many.length; i++) {
      many[i] = option().ipAddress("10.0.1." + i).build();
    }
    assertThat(routes(DcRoutes.Wish.MAIN, many))
        .singleElement()
        .satisfies(route -> assertThat(route.addresses()).hasSize(Route.ADDRESSES_MAX));
    TransportSpec proxied = TransportSpec.with(ProxySecret.parse(SECRET));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DcRoutes.to(2, List.of(PLAIN), DcRoutes.Wish.MAIN, List.of(proxied)));
  }
}
